//! Moments as ISO 8601 has them. It knows no clock and no language.

/// Seconds since 1970 as a date and time in UTC, `2000-02-29T12:34:56Z` (the proleptic Gregorian calendar).
/// `None` outside the years 1 to 9999, which no format has.
pub fn from_epoch(seconds: i64) -> Option<String> {
    let (year, month, day) = civil(seconds.div_euclid(86_400));
    if !(1..=9999).contains(&year) {
        return None;
    }
    let second = seconds.rem_euclid(86_400);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    Some(format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"))
}

/// The date of a day counted from 1970, in eras of 400 years that start in March, so that the leap day
/// comes last.
fn civil(day: i64) -> (i64, i64, i64) {
    let day = day + 719_468;
    let (era, day) = (day.div_euclid(146_097), day.rem_euclid(146_097));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::from_epoch;

    #[test]
    fn an_epoch_is_a_date() {
        assert_eq!(from_epoch(0).as_deref(), Some("1970-01-01T00:00:00Z"));
        assert_eq!(from_epoch(951_827_696).as_deref(), Some("2000-02-29T12:34:56Z"));
        assert_eq!(from_epoch(-1).as_deref(), Some("1969-12-31T23:59:59Z"));
        assert_eq!(from_epoch(i64::MAX), None);
    }
}
