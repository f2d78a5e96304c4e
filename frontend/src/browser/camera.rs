//! The browser's camera, and the QR codes it sees.

use gloo_utils::{document, window};
use js_sys::Reflect;
use rqrr::PreparedImage;
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement, MediaStream, MediaStreamConstraints,
    MediaStreamTrack, MediaTrackConstraints,
};
use yew::NodeRef;

/// The longer side of a picture that is searched, in pixels: enough for a tag at arm's length.
const SIDE: u32 = 800;

/// Why there is no picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failed {
    /// Browsers give the camera only to pages that came by HTTPS, or from this machine.
    Insecure,
    /// Whoever sits here did not allow it.
    Refused,
    /// There is no camera.
    Missing,
    /// Anything else, such as a camera that another program uses.
    Broken,
}

impl From<JsValue> for Failed {
    fn from(error: JsValue) -> Self {
        let name = Reflect::get(&error, &"name".into()).ok().and_then(|name| name.as_string());
        match name.as_deref() {
            Some("NotAllowedError" | "SecurityError") => Self::Refused,
            Some("NotFoundError" | "OverconstrainedError") => Self::Missing,
            _ => Self::Broken,
        }
    }
}

/// A camera that is on; off when it is dropped.
struct Stream(MediaStream);

impl Drop for Stream {
    fn drop(&mut self) {
        for track in self.0.get_tracks() {
            if let Ok(track) = track.dyn_into::<MediaStreamTrack>() {
                track.stop();
            }
        }
    }
}

/// A camera whose pictures are shown, and searched for codes.
pub struct Seeing {
    video: HtmlVideoElement,
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    _stream: Stream,
}

impl Seeing {
    /// Switches the camera on, the one on the back of a phone if there is one, and shows what it sees.
    pub async fn begin(video: &NodeRef, wanted: &Cell<bool>) -> Result<Self, Failed> {
        let stream = open().await?;
        let video = video.cast::<HtmlVideoElement>().filter(|_| wanted.get()).ok_or(Failed::Broken)?;
        video.set_src_object(Some(&stream.0));
        JsFuture::from(video.play()?).await?;
        let canvas: HtmlCanvasElement =
            document().create_element("canvas")?.dyn_into().map_err(|_| Failed::Broken)?;
        let context =
            canvas.get_context("2d")?.and_then(|found| found.dyn_into().ok()).ok_or(Failed::Broken)?;
        Ok(Self { video, canvas, context, _stream: stream })
    }

    /// What the first readable code says in what the camera sees now.
    pub fn read(&mut self) -> Option<String> {
        let (width, height) = fitted(self.video.video_width(), self.video.video_height())?;
        self.canvas.set_width(width);
        self.canvas.set_height(height);
        let (w, h) = (f64::from(width), f64::from(height));
        self.context.draw_image_with_html_video_element_and_dw_and_dh(&self.video, 0.0, 0.0, w, h).ok()?;
        let pixels = self.context.get_image_data(0.0, 0.0, w, h).ok()?.data().0;
        code_in(width as usize, height as usize, &pixels)
    }
}

async fn open() -> Result<Stream, Failed> {
    let navigator = window().navigator();
    // Without HTTPS there are no cameras, and asking for one would throw.
    if !Reflect::get(&navigator, &"mediaDevices".into()).is_ok_and(|devices| devices.is_object()) {
        return Err(Failed::Insecure);
    }
    let picture = MediaTrackConstraints::new();
    picture.set_facing_mode(&"environment".into());
    let wish = MediaStreamConstraints::new();
    wish.set_video(&picture);
    let stream = JsFuture::from(navigator.media_devices()?.get_user_media_with_constraints(&wish)?).await?;
    Ok(Stream(stream.dyn_into().map_err(|_| Failed::Broken)?))
}

/// Width and height of a picture, made so small that it is quickly searched; nothing before the first picture is there.
fn fitted(width: u32, height: u32) -> Option<(u32, u32)> {
    let longer = width.max(height);
    match longer {
        0 => None,
        1..=SIDE => Some((width, height)),
        _ => Some(((width * SIDE / longer).max(1), (height * SIDE / longer).max(1))),
    }
}

/// What the first readable code says in a picture of red, green, blue and opacity.
fn code_in(width: usize, height: usize, pixels: &[u8]) -> Option<String> {
    let grey = |x: usize, y: usize| {
        let at = 4 * (y * width + x);
        let light = |n: usize| u16::from(pixels.get(at + n).copied().unwrap_or_default());
        // As bright as eyes see it: green most, blue least.
        u8::try_from((77 * light(0) + 150 * light(1) + 29 * light(2)) >> 8).unwrap_or(u8::MAX)
    };
    let mut picture = PreparedImage::prepare_from_greyscale(width, height, grey);
    picture.detect_grids().iter().find_map(|grid| grid.decode().ok()).map(|(_, text)| text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_made_small_and_keep_their_shape() {
        assert_eq!(fitted(0, 0), None);
        assert_eq!(fitted(640, 480), Some((640, 480)));
        assert_eq!(fitted(1920, 1080), Some((800, 450)));
        assert_eq!(fitted(1080, 1920), Some((450, 800)));
        assert_eq!(fitted(5000, 1), Some((800, 1)));
    }

    #[test]
    fn nothing_is_read_where_nothing_is() {
        assert_eq!(code_in(64, 48, &[255; 64 * 48 * 4]), None);
        assert_eq!(code_in(64, 48, &[]), None);
    }
}
