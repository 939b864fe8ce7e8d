//! Items through many hands at once and out again in their order, however many there are: who is fast waits
//! for nobody, and nobody runs far ahead. It knows nothing of what is done with them.

use std::collections::BTreeMap;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Condvar, Mutex, PoisonError};

use rayon::iter::{ParallelBridge as _, ParallelIterator as _};

/// How far work may run ahead of the slowest item, in items.
const AHEAD: u64 = 1024;

/// Hands every item to `work`, so many at a time, and every result to `emit`: in the order of the items if
/// `ordered`, else as they come. An item is asked for only when there is a hand free for it.
///
/// # Errors
/// No threads can be had; the fact.
pub(super) fn through<T: Send, R: Send>(
    items: impl Iterator<Item = T> + Send,
    hands: usize,
    ordered: bool,
    work: impl Fn(T) -> R + Sync + Send,
    mut emit: impl FnMut(R) + Send,
) -> Result<(), String> {
    let threads = rayon::ThreadPoolBuilder::new().num_threads(hands.max(1)).build();
    let threads = threads.map_err(|error| format!("no threads can be had: {error}"))?;
    let gate = Gate::default();
    let (sender, done) = sync_channel::<(u64, R)>(2 * hands.max(1));
    std::thread::scope(|scope| {
        let gate = &gate;
        let writer = scope.spawn(move || {
            let mut waiting: BTreeMap<u64, R> = BTreeMap::new();
            let mut next = 0;
            for (at, result) in done {
                if !ordered {
                    emit(result);
                    continue;
                }
                waiting.insert(at, result);
                while let Some(result) = waiting.remove(&next) {
                    emit(result);
                    next += 1;
                }
                gate.open_to(next + AHEAD);
            }
        });
        threads.install(|| {
            let items = items.enumerate().par_bridge();
            items.for_each_with(sender, |sender: &mut SyncSender<_>, (at, item)| {
                if ordered {
                    gate.wait(at as u64);
                }
                // The writer takes until the last sender is gone.
                let _ = sender.send((at as u64, work(item)));
            });
        });
        // A panic there is one here.
        if let Err(panic) = writer.join() {
            std::panic::resume_unwind(panic);
        }
    });
    Ok(())
}

/// Holds back who runs too far ahead of the slowest.
#[derive(Default)]
struct Gate {
    open_to: Mutex<u64>,
    opened: Condvar,
}

impl Gate {
    fn open_to(&self, at: u64) {
        *self.open_to.lock().unwrap_or_else(PoisonError::into_inner) = at;
        self.opened.notify_all();
    }

    fn wait(&self, at: u64) {
        let mut open_to = self.open_to.lock().unwrap_or_else(PoisonError::into_inner);
        while at >= (*open_to).max(AHEAD) {
            open_to = self.opened.wait(open_to).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_however_long_each_takes() {
        let mut out = Vec::new();
        let slow = |n: u64| {
            if n == 0 {
                std::thread::sleep(std::time::Duration::from_millis(50));
            }
            n * 2
        };
        through(0..5000, 4, true, slow, |n| out.push(n)).unwrap();
        assert_eq!(out, (0..5000).map(|n| n * 2).collect::<Vec<_>>());
        let mut any = Vec::new();
        through(0..100, 4, false, slow, |n| any.push(n)).unwrap();
        assert_eq!(any.len(), 100);
        assert_ne!(any[0], 0);
    }
}
