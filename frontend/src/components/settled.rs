//! What is typed, once the hand rests: nobody asks the server at each stroke.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

/// Milliseconds without a change after which a value has settled.
const PAUSE: u32 = 400;

/// A value as it was when it last did not change for a moment; at first as it is.
#[hook]
pub fn use_settled<T: Clone + PartialEq + 'static>(value: &T) -> T {
    let settled = use_state_eq(|| value.clone());
    let set = settled.setter();
    use_effect_with(value.clone(), move |value| {
        let value = value.clone();
        let timer = Timeout::new(PAUSE, move || set.set(value));
        move || drop(timer)
    });
    (*settled).clone()
}
