//! A camera that reads QR codes.

use crate::browser::camera::{Failed, Seeing};
use crate::components::alert::{Alert, Gravity};
use crate::components::button::{Button, Kind};
use crate::i18n::use_locale;
use gloo_timers::future::TimeoutFuture;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Milliseconds from one look to the next: often enough not to be waited for, seldom enough for a phone's battery.
const PAUSE: u32 = 150;

/// Looks without any code after which the same code counts as shown again: about two seconds.
const GONE: u32 = 12;

/// Properties of [`Camera`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What a code says, once each time it is held before the camera.
    pub onread: Callback<String>,
}

/// A button that switches the camera on, what the camera sees, and why it cannot be switched on.
#[component]
pub fn Camera(props: &Props) -> Html {
    let l = use_locale();
    let on = use_state_eq(|| false);
    let failed = use_state_eq(|| None::<Failed>);
    let video = use_node_ref();
    let onread = use_mut_ref(|| props.onread.clone());
    onread.replace(props.onread.clone());
    {
        let (video, failed, off) = (video.clone(), failed.setter(), on.setter());
        use_effect_with(*on, move |on| {
            let wanted = Rc::new(Cell::new(*on));
            if *on {
                let wanted = wanted.clone();
                failed.set(None);
                spawn_local(async move {
                    let tell = |read| onread.borrow().emit(read);
                    // Whoever switched it off meanwhile, or left, is not told that it does not go on.
                    if let Err(why) = watch(&video, &wanted, tell).await
                        && wanted.get()
                    {
                        failed.set(Some(why));
                        off.set(false);
                    }
                });
            }
            move || wanted.set(false)
        });
    }
    let switch = {
        let on = on.clone();
        Callback::from(move |()| on.set(!*on))
    };
    let label = if *on { t!(l, "camera-off") } else { t!(l, "camera-on") };
    html! {
        <div class="sb-camera">
            <Button {label} kind={Kind::Secondary} onclick={switch} pressed={Some(*on)} />
            if *on {
                <video ref={video} class="sb-camera-view" muted=true playsinline=true aria-label={t!(l, "camera-view")}></video>
            }
            if let Some(why) = *failed {
                <Alert
                    gravity={Gravity::Warning}
                    live=true
                    title={match why {
                        Failed::Insecure => t!(l, "camera-insecure"),
                        Failed::Refused => t!(l, "camera-refused"),
                        Failed::Missing => t!(l, "camera-missing"),
                        Failed::Broken => t!(l, "camera-broken"),
                    }}
                />
            }
        </div>
    }
}

/// Looks until it is no longer wanted, and tells of each code once while it stays before the camera.
async fn watch(video: &NodeRef, wanted: &Cell<bool>, tell: impl Fn(String)) -> Result<(), Failed> {
    let mut seeing = Seeing::begin(video, wanted).await?;
    let mut last = None;
    let mut without = 0;
    while wanted.get() {
        match seeing.read() {
            Some(read) => {
                without = 0;
                if last.as_ref() != Some(&read) {
                    last = Some(read.clone());
                    tell(read);
                }
            }
            None if without < GONE => without += 1,
            None => last = None,
        }
        TimeoutFuture::new(PAUSE).await;
    }
    Ok(())
}
