//! Filling a form and pressing one of its buttons.

use anyhow::{Context, bail, ensure};
use jiff::civil::{Date, Time};
use url::Url;

use super::control::{Control, Kind};
use super::upload::Upload;

/// A form, as it stands.
#[derive(Clone, Debug)]
pub struct Form {
    address: Url,
    post: bool,
    checks: bool,
    controls: Vec<Control>,
    upload: Upload,
}

/// What a browser sends when a button is pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// Whether by POST.
    pub post: bool,
    /// Where to.
    pub url: Url,
    /// Names and values, in the form's order.
    pub fields: Vec<(String, String)>,
    /// The file that goes with them, from a form that takes one.
    pub upload: Option<Upload>,
}

impl Form {
    pub(super) fn new(address: Url, post: bool, checks: bool, controls: Vec<Control>) -> Self {
        Self { address, post, checks, controls, upload: Upload::default() }
    }

    /// Where it goes.
    pub fn address(&self) -> &Url {
        &self.address
    }

    /// Every control, in order.
    pub fn controls(&self) -> &[Control] {
        &self.controls
    }

    /// Whether it has a field of this name.
    pub fn has(&self, name: &str) -> bool {
        self.controls.iter().any(|control| control.name == name && control.kind != Kind::Button)
    }

    /// What a field holds now: its text, the chosen value, or nothing for an unticked box.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values(name).into_iter().next()
    }

    /// What the fields of this name hold now, in order.
    pub fn values(&self, name: &str) -> Vec<&str> {
        let held = self.controls.iter().filter(|control| control.name == name && held(control));
        held.map(|control| control.value.as_str()).collect()
    }

    /// The fields that are marked as wrong, with what is said about each.
    pub fn invalid(&self) -> Vec<(&str, &str)> {
        let wrong = self.controls.iter().filter(|control| control.invalid);
        wrong.map(|control| (control.name.as_str(), control.description.as_str())).collect()
    }

    /// Types into the first field of this name.
    pub fn fill(&mut self, name: &str, value: &str) -> anyhow::Result<&mut Self> {
        self.fill_nth(name, 0, value)
    }

    /// Types into the field of this name that comes after `n` others.
    pub fn fill_nth(&mut self, name: &str, n: usize, value: &str) -> anyhow::Result<&mut Self> {
        let control = self.nth(name, n, |kind| matches!(kind, Kind::Text(_)))?;
        control.value = typed(control, value)?;
        Ok(self)
    }

    /// Chooses a value: an entry of a list, or one of several radios.
    pub fn choose(&mut self, name: &str, value: &str) -> anyhow::Result<&mut Self> {
        if self.controls.iter().any(|control| control.name == name && control.kind == Kind::Radio) {
            let radios = || |control: &&mut Control| control.name == name && control.kind == Kind::Radio;
            ensure!(
                self.controls.iter_mut().filter(radios()).any(|control| control.value == value),
                "`{name}` cannot be `{value}`"
            );
            self.controls
                .iter_mut()
                .filter(radios())
                .for_each(|control| control.ticked = control.value == value);
            return Ok(self);
        }
        let control = self.nth(name, 0, |kind| matches!(kind, Kind::List(_)))?;
        match &control.kind {
            Kind::List(values) if values.iter().any(|other| other == value) => {
                value.clone_into(&mut control.value);
            }
            _ => bail!("`{name}` does not offer `{value}`"),
        }
        Ok(self)
    }

    /// Chooses a file, in the form's field for one.
    pub fn attach(&mut self, file_name: &str, bytes: &[u8]) -> anyhow::Result<&mut Self> {
        let field = self.the_file()?;
        self.upload = Upload { field, file_name: file_name.to_owned(), bytes: bytes.to_vec() };
        Ok(self)
    }

    fn the_file(&self) -> anyhow::Result<String> {
        let mut files = self.controls.iter().filter(|control| control.kind == Kind::File);
        files.next().map(|control| control.name.clone()).context("the form takes no file")
    }

    /// Sets a hidden field, as a script of the page does.
    pub fn set_hidden(&mut self, name: &str, value: &str) -> anyhow::Result<&mut Self> {
        value.clone_into(&mut self.nth(name, 0, |kind| *kind == Kind::Hidden)?.value);
        Ok(self)
    }

    /// Ticks the box of this name and value.
    pub fn tick(&mut self, name: &str, value: &str) -> anyhow::Result<&mut Self> {
        self.set_box(name, value, true)
    }

    /// Unticks the box of this name and value.
    pub fn untick(&mut self, name: &str, value: &str) -> anyhow::Result<&mut Self> {
        self.set_box(name, value, false)
    }

    fn set_box(&mut self, name: &str, value: &str, ticked: bool) -> anyhow::Result<&mut Self> {
        let wanted = |control: &&mut Control| {
            control.name == name && control.kind == Kind::Box && control.value == value
        };
        let found = self.controls.iter_mut().find(wanted);
        found.with_context(|| format!("no box `{name}` for `{value}`"))?.ticked = ticked;
        Ok(self)
    }

    /// Presses the button with these words.
    pub fn press(&self, words: &str) -> anyhow::Result<Submission> {
        self.press_the(&format!("“{words}”"), |button| button.label == words)
    }

    /// Presses the button of this name and value, whatever its words.
    pub fn press_named(&self, name: &str, value: &str) -> anyhow::Result<Submission> {
        self.press_the(&format!("{name}={value}"), |button| button.name == name && button.value == value)
    }

    /// Presses the only button there is.
    pub fn press_only(&self) -> anyhow::Result<Submission> {
        ensure!(self.buttons().count() == 1, "not one button but {}", self.buttons().count());
        self.press_the("at all", |_| true)
    }

    fn press_the(&self, which: &str, wanted: impl Fn(&Control) -> bool) -> anyhow::Result<Submission> {
        let button = self.buttons().find(|button| wanted(button)).with_context(|| {
            let words: Vec<_> = self.buttons().map(|button| button.label.as_str()).collect();
            format!("no button {which}, only: {}", words.join(", "))
        })?;
        if self.checks {
            self.check()?;
        }
        Ok(self.sent_with(Some(button)))
    }

    fn buttons(&self) -> impl Iterator<Item = &Control> {
        self.controls.iter().filter(|control| control.kind == Kind::Button)
    }

    /// Sends the form as it was served, whatever it holds, as a mail scanner does that presses no button.
    pub fn as_served(&self) -> Submission {
        self.sent_with(None)
    }

    fn sent_with(&self, button: Option<&Control>) -> Submission {
        let sent = self.controls.iter().filter(|control| {
            !control.name.is_empty()
                && (held(control) || button.is_some_and(|one| std::ptr::eq(one, *control)))
        });
        // A form sends line ends as CR LF (HTML, "constructing the entry list").
        let crlf = |value: &str| value.replace("\r\n", "\n").replace('\r', "\n").replace('\n', "\r\n");
        let fields = sent.map(|control| (control.name.clone(), crlf(&control.value))).collect();
        let upload = self.the_file().ok().map(|field| Upload { field, ..self.upload.clone() });
        Submission { post: self.post, url: self.address.clone(), fields, upload }
    }

    /// What a browser checks before it sends a form that does not say `novalidate`.
    fn check(&self) -> anyhow::Result<()> {
        for control in self.controls.iter().filter(|control| control.required) {
            let given = match control.kind {
                Kind::Radio => self.value(&control.name).is_some(),
                Kind::Box => control.ticked,
                _ => !control.value.is_empty(),
            };
            ensure!(given, "a browser does not send this form without `{}`", control.name);
        }
        Ok(())
    }

    fn nth(&mut self, name: &str, n: usize, kind: impl Fn(&Kind) -> bool) -> anyhow::Result<&mut Control> {
        let mut found =
            self.controls.iter_mut().filter(|control| control.name == name && kind(&control.kind));
        found.nth(n).with_context(|| format!("no field `{name}` (number {}) of this kind", n + 1))
    }
}

/// Whether a control's value is sent.
fn held(control: &Control) -> bool {
    match control.kind {
        Kind::Button | Kind::File => false,
        Kind::Box | Kind::Radio => control.ticked,
        _ => true,
    }
}

/// What a field holds once a person has typed this.
fn typed(control: &Control, value: &str) -> anyhow::Result<String> {
    if let Some(longest) = control.longest {
        // Browsers count UTF-16 units.
        let length = value.encode_utf16().count();
        ensure!(length <= longest, "`{}` takes {longest} characters, not {length}", control.name);
    }
    let Kind::Text(input) = &control.kind else { return Ok(value.to_owned()) };
    Ok(match input.as_str() {
        "textarea" => value.to_owned(),
        // A date or time field holds a date or a time, or nothing.
        "date" if value.parse::<Date>().is_err() => String::new(),
        "time" if value.parse::<Time>().is_err() => String::new(),
        _ => value.replace(['\r', '\n'], ""),
    })
}
