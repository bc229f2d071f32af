//! The picture: drawn, sent to its bucket, described; and found on the event's page.

use std::io::Cursor;

use anyhow::{Context, ensure};
use image::{ImageFormat, Rgb, RgbImage};

use super::samples::{Sample, SamplePicture};
use super::say_same;
use super::walk::Draft;
use crate::visitor::{Page, Visitor};

const WIDTH: u32 = 1200;
const HEIGHT: u32 = 675;

const WALL: Rgb<u8> = Rgb([238, 242, 251]);
const COUNTER: Rgb<u8> = Rgb([0, 0, 145]);
const AGENT: Rgb<u8> = Rgb([106, 106, 244]);
const VISITOR: Rgb<u8> = Rgb([225, 0, 15]);

/// A counter and two people, as a JPEG.
pub fn drawn() -> anyhow::Result<Vec<u8>> {
    let disc = |x: u32, y: u32, at: (u32, u32), radius: u32| {
        x.abs_diff(at.0).pow(2) + y.abs_diff(at.1).pow(2) < radius.pow(2)
    };
    let picture = RgbImage::from_fn(WIDTH, HEIGHT, |x, y| match (x, y) {
        (480..720, 330..) | (_, 600..) => COUNTER,
        (x, y) if disc(x, y, (300, 250), 80) || disc(x, y, (300, 560), 180) => VISITOR,
        (x, y) if disc(x, y, (900, 250), 80) || disc(x, y, (900, 560), 180) => AGENT,
        _ => WALL,
    });
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, ImageFormat::Jpeg).context("the picture cannot be written")?;
    Ok(file.into_inner())
}

/// From the page that shows everything: sends the picture, looks at it, describes it.
pub(super) async fn add(visitor: &Visitor, check: &Page, sample: &Sample) -> anyhow::Result<()> {
    let picture = said(sample)?;
    let upload = visitor.open(check.link("Ajouter une image")?.address.as_str()).await?.expect_status(200)?;
    let mut form = upload.form_with(&["file"])?;
    form.attach("guichet.jpg", &drawn()?)?;
    let came = visitor.send(form.press("Envoyer l’image")?).await?.expect_status(200)?;
    ensure!(came.has("img[src^='data:image/jpeg']"), "the picture is not shown: {}", came.shown());
    let mut form = came.form_with(&["picture_alt", "picture_credit", "picture_rights"])?;
    form.fill("picture_alt", &picture.alt)?.fill("picture_credit", &picture.credit)?;
    let refused = visitor.send(form.press("Enregistrer l’image")?).await?;
    ensure!(refused.status() == 422, "kept without the right to use it: {}", refused.shown());
    form.tick("picture_rights", "oui")?;
    let kept = visitor.send(form.press("Enregistrer l’image")?).await?.expect_status(200)?;
    let check = Draft::of(&kept)?.open(visitor, "verifier").await?;
    ensure!(say_same(&check.text(), &picture.alt), "the draft does not say its picture: {}", check.shown());
    Ok(())
}

/// The picture on the event's page: with what stands for it, and a file that browsers keep.
pub(super) async fn is_on(visitor: &Visitor, page: &Page, sample: &Sample) -> anyhow::Result<()> {
    let picture = said(sample)?;
    let shown = "main img[src^='/images/']";
    let alt = page.attribute(shown, "alt").with_context(|| format!("no picture on {}", page.shown()))?;
    ensure!(say_same(&alt, &picture.alt), "“{alt}” stands for the picture");
    ensure!(say_same(&page.text(), &picture.credit), "the picture has no credit: {}", page.shown());
    let address = page.attribute(shown, "src").context("the picture has no address")?;
    let file = visitor.open(&address).await?.expect_status(200)?;
    ensure!(file.header("content-type") == Some("image/jpeg"), "{address} is no JPEG");
    ensure!(file.bytes().starts_with(&[0xff, 0xd8, 0xff]), "{address} does not start as a JPEG");
    let kept = file.header("cache-control").unwrap_or_default();
    ensure!(kept.contains("immutable"), "{address} is kept as “{kept}”");
    Ok(())
}

fn said(sample: &Sample) -> anyhow::Result<&SamplePicture> {
    sample.picture.as_ref().context("the sample has no picture")
}
