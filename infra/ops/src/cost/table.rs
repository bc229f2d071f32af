//! The bill as a table, for a terminal and for `docs/cost.md`.

use std::fmt::{Display, Formatter, Result};

use super::bill::{Bill, Line};

/// The heads of the columns.
const HEADS: [&str; 7] = ["service", "what", "list price", "edition", "a month", "a year", "share"];

impl Display for Bill {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let Self { events, subscribers, letters, .. } = self;
        writeln!(
            f,
            "{} events, {} subscribers, {letters} issues: a year at the list prices of {}, {}, in {} without tax.\n",
            count(*events),
            count(*subscribers),
            self.region,
            self.prices_as_of,
            self.currency,
        )?;
        let rows: Vec<[String; 7]> = self.lines.iter().map(cells).collect();
        let heads = HEADS.map(str::to_owned);
        let width = |at: usize| {
            let cells = rows.iter().chain([&heads]).map(|row| row[at].chars().count());
            cells.max().unwrap_or_default()
        };
        let widths: [usize; 7] = std::array::from_fn(width);
        let total = [
            "all".to_owned(),
            String::new(),
            String::new(),
            money(self.mail + self.work_besides),
            money(self.idle_month),
            money(self.year),
            "100 %".to_owned(),
        ];
        row(f, &heads, &widths)?;
        let rule: [String; 7] = std::array::from_fn(|at| match at {
            0 | 1 => "-".repeat(widths[at]),
            _ => format!("{}:", "-".repeat(widths[at] - 1)),
        });
        row(f, &rule, &widths)?;
        for cells in rows.iter().chain([&total]) {
            row(f, cells, &widths)?;
        }
        write!(f, "\n{}", self.words())
    }
}

impl Bill {
    /// What the table does not say by itself.
    fn words(&self) -> String {
        let mut largest: Vec<&Line> = self.lines.iter().filter(|line| line.service != "SES").collect();
        largest.sort_by(|a, b| b.year_cost.total_cmp(&a.year_cost));
        let largest: Vec<_> = largest
            .iter()
            .take(4)
            .map(|line| format!("{} ({}, {})", line.what, line.service, money(line.year_cost)))
            .collect();
        let slower = self.work_besides_percent_of_mail_ten_times_slower;
        [
            format!("- Besides the mails, what costs most in the year: {}.", largest.join("; ")),
            format!(
                "- The edition, its months of alarms included, costs {} besides the {} of its mails: {:.1} % of them \
                 ({slower:.1} % if everything took ten times as long). With twelve months of standing: {}, {:.0} %.",
                money(self.work_besides),
                money(self.mail),
                self.work_besides_percent_of_mail,
                money(self.year - self.mail),
                self.year_besides_percent_of_mail,
            ),
            format!(
                "- One more event: {:.4}. One more copy of the letter: {:.6}, of which SES {:.6}.",
                self.one_more_event, self.one_more_copy, self.one_more_copy_mail,
            ),
            format!(
                "- A month in which nobody comes: {}; after what AWS gives each account, {}. The year, after that: {}.",
                money(self.idle_month),
                money(self.idle_month_after_what_aws_gives),
                money(self.year_after_what_aws_gives),
            ),
        ]
        .join("\n")
    }
}

fn cells(line: &Line) -> [String; 7] {
    let price = match line.per {
        1.0 => plain(line.price),
        per => format!("{} / {}", plain(line.price), count(per)),
    };
    let both = |quantity: f64, cost: f64| match quantity {
        0.0 => String::new(),
        quantity => format!("{} = {}", count(quantity), money(cost)),
    };
    [
        line.service.clone(),
        line.what.clone(),
        price,
        both(line.work, line.work_cost),
        both(line.month, line.month_cost),
        money(line.year_cost),
        format!("{:.1} %", 100.0 * line.share),
    ]
}

fn row(f: &mut Formatter<'_>, cells: &[String; 7], widths: &[usize; 7]) -> Result {
    write!(f, "|")?;
    for (at, (cell, width)) in cells.iter().zip(widths).enumerate() {
        match at {
            0 | 1 => write!(f, " {cell:<width$} |")?,
            _ => write!(f, " {cell:>width$} |")?,
        }
    }
    writeln!(f)
}

/// An amount, to the cent.
fn money(amount: f64) -> String {
    let cents = format!("{amount:.2}");
    let (whole, fraction) = cents.split_once('.').unwrap_or((&cents, ""));
    format!("{}.{fraction}", thousands(whole))
}

/// A quantity to three figures below a hundred, else whole, with its thousands apart.
fn count(quantity: f64) -> String {
    if quantity >= 100.0 || quantity.fract() == 0.0 {
        thousands(&format!("{quantity:.0}"))
    } else if quantity >= 0.01 {
        format!("{quantity:.2}")
    } else {
        format!("{quantity:.4}")
    }
}

/// A price as it is listed.
fn plain(price: f64) -> String {
    let text = format!("{price:.10}");
    let text = text.trim_end_matches('0');
    let decimals = text.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    if decimals < 2 { format!("{price:.2}") } else { text.to_owned() }
}

fn thousands(digits: &str) -> String {
    let mut apart = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) && digits.as_bytes()[at - 1].is_ascii_digit() {
            apart.push(',');
        }
        apart.push(digit);
    }
    apart
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_and_quantities_read_well() {
        assert_eq!(money(1234.5), "1,234.50");
        assert_eq!(money(0.004), "0.00");
        assert_eq!(count(160_000.0), "160,000");
        assert_eq!(count(0.25), "0.25");
        assert_eq!(plain(0.1), "0.10");
        assert_eq!(plain(0.000_013_333_4), "0.0000133334");
        assert_eq!(plain(3.0), "3.00");
    }
}
