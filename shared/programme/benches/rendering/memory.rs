//! The memory and the processor time of a process, as Linux tells them (proc(5)).

use std::fs;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// The processor time that this thread has taken: what else the machine does meanwhile is not in it.
pub(crate) fn worked() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or_default())
}

/// The processor time since then.
pub(crate) fn since(start: Duration) -> Duration {
    worked().saturating_sub(start)
}

/// From now on the peak is that of what follows; what the process holds now, in bytes. Nothing on a system that does not tell.
pub(crate) fn mark() -> Option<usize> {
    fs::write("/proc/self/clear_refs", "5").ok()?;
    read("self", "VmRSS:")
}

/// The most that the process has held since.
pub(crate) fn peak() -> Option<usize> {
    read("self", "VmHWM:")
}

/// A line of a process's status, in bytes.
pub(crate) fn read(process: &str, name: &str) -> Option<usize> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<usize>().ok()? * 1024)
}

/// The processor time that a process has taken, in seconds.
pub(crate) fn processor(process: &str) -> Option<f64> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // After the name, in brackets, come the state and, 11 and 12 further, user and system time, in hundredths of a second.
    let fields: Vec<_> = stat.rsplit(')').next()?.split_whitespace().collect();
    let ticks = fields.get(11)?.parse::<f64>().ok()? + fields.get(12)?.parse::<f64>().ok()?;
    Some(ticks / 100.0)
}
