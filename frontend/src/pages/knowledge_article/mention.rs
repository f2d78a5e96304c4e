//! Text in which the numbers of articles lead to them.

use crate::components::link::Link;
use crate::route::{Record, Route};
use shared::records::knowledge_article::mentions;
use yew::prelude::*;

/// Properties of [`Mentioning`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The text.
    pub text: AttrValue,
}

/// Text in which the numbers of articles lead to them.
#[component]
pub fn Mentioning(props: &Props) -> Html {
    let (text, mut from, mut parts) = (&props.text, 0, vec![]);
    for range in mentions(text) {
        let number = text[range.clone()].to_owned();
        let query = AttrValue::from(format!("q={number}"));
        parts.push(html! { { &text[from..range.start] } });
        parts.push(html! { <Link to={Route::Knowledge(Record::List)} {query}>{ number }</Link> });
        from = range.end;
    }
    parts.push(html! { { &text[from..] } });
    html! { <>{ for parts }</> }
}
