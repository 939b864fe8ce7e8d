//! What a check gathers: findings, and which rules had something to look at. It knows no format.

use std::collections::BTreeMap;

use crate::diagnostic::{Finding, Findings, Place, Rule};

/// The results of checking one file. A rule *applies* once there is something that it could find fault
/// with; a rule that applies and found nothing is passed, one that never applied says nothing.
#[derive(Debug, Default)]
pub struct Results {
    findings: Findings,
    applied: BTreeMap<&'static str, &'static Rule>,
}

impl Results {
    /// Notes that a rule has something to look at.
    pub fn applies(&mut self, rule: &'static Rule) {
        self.applied.entry(rule.id).or_insert(rule);
    }

    /// Notes a fault; the rule applies. Returns the finding so that hints can be added.
    pub fn push(
        &mut self,
        rule: &'static Rule,
        place: impl Into<Place>,
        message: impl Into<String>,
    ) -> &mut Finding {
        self.applies(rule);
        self.findings.push(rule, place, message)
    }

    /// A rule with something to look at, and whether it holds there: `message` says what is wrong.
    pub fn test(
        &mut self,
        rule: &'static Rule,
        holds: bool,
        place: impl Into<Place>,
        message: impl FnOnce() -> String,
    ) {
        self.applies(rule);
        if !holds {
            self.push(rule, place, message());
        }
    }

    /// As [`test`](Self::test), with a place that is told only if the rule does not hold: to tell a place
    /// means to count lines.
    pub fn test_at(
        &mut self,
        rule: &'static Rule,
        holds: bool,
        place: impl FnOnce() -> Place,
        message: impl FnOnce() -> String,
    ) {
        self.applies(rule);
        if !holds {
            self.push(rule, place(), message());
        }
    }

    /// Takes over the results of a part of the file, each place told anew.
    pub fn absorb(&mut self, part: Results, mut place: impl FnMut(Place) -> Place) {
        for (id, rule) in part.applied {
            self.applied.entry(id).or_insert(rule);
        }
        for mut finding in part.findings.into_unsorted() {
            finding.place = place(finding.place);
            self.findings.add(finding);
        }
    }

    /// The findings so far.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter()
    }

    /// The rules that applied, by id, and the findings, in order and without repetitions.
    pub fn finish(self) -> (Vec<&'static Rule>, Vec<Finding>) {
        (self.applied.into_values().collect(), self.findings.into_sorted())
    }
}
