//! Fields of a form: label, control, hint, and what is wrong.

use crate::components::form::Form;
use patternfly_yew::prelude::Icon;
use shared::i18n::{Locale, known_words};
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

/// One value to choose from.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The word that is sent.
    pub value: String,
    /// What people read.
    pub label: String,
}

impl Choice {
    /// The trade's own words of a group.
    pub fn known(group: &str, l: Locale) -> Vec<Self> {
        known_words(l, group).into_iter().map(|(word, label)| Self::new(word, label)).collect()
    }

    /// A value to choose from.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// The id of a field's control; dots and strokes would confuse selectors.
pub fn id(name: &str) -> String {
    format!("field-{}", name.replace(['/', '.', '#'], "-"))
}

/// Properties of [`Frame`].
#[derive(Clone, PartialEq, Properties)]
pub struct FrameProps {
    /// Its name in the form.
    pub name: AttrValue,
    /// Its label.
    pub label: AttrValue,
    /// Whether it must be filled.
    #[prop_or_default]
    pub required: bool,
    /// A word of help.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is wrong.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// A group of boxes is labelled by `aria-labelledby`, not by `for`.
    #[prop_or_default]
    pub group: bool,
    /// The control.
    pub children: Html,
}

/// The frame around a control.
#[component]
pub fn Frame(props: &FrameProps) -> Html {
    let id = id(&props.name);
    let label = html! {
        <>
            <span class="pf-v6-c-form__label-text">{ &props.label }</span>
            if props.required {
                <span class="pf-v6-c-form__label-required" aria-hidden="true">{ "\u{a0}*" }</span>
            }
        </>
    };
    html! {
        <div class="pf-v6-c-form__group">
            <div class="pf-v6-c-form__group-label">
                if props.group {
                    <span class="pf-v6-c-form__label" id={format!("{id}-label")}>{ label }</span>
                } else {
                    <label class="pf-v6-c-form__label" for={id.clone()}>{ label }</label>
                }
            </div>
            <div class="pf-v6-c-form__group-control">
                { props.children.clone() }
                <div class="pf-v6-c-form__helper-text" id={format!("{id}-help")}>
                    if let Some(error) = &props.error {
                        <div class="pf-v6-c-helper-text__item pf-m-error sb-field-error">
                            <span class="pf-v6-c-helper-text__item-icon">{ Icon::ExclamationCircle }</span>
                            <span class="pf-v6-c-helper-text__item-text">{ error }</span>
                        </div>
                    } else if let Some(hint) = &props.hint {
                        <div class="pf-v6-c-helper-text__item">
                            <span class="pf-v6-c-helper-text__item-text">{ hint }</span>
                        </div>
                    }
                </div>
            </div>
        </div>
    }
}

/// Properties that fields share.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The form it belongs to.
    pub form: Form,
    /// Its name: the JSON pointer without its first stroke.
    pub name: AttrValue,
    /// Its label.
    pub label: AttrValue,
    /// Whether it must be filled.
    #[prop_or_default]
    pub required: bool,
    /// A word of help.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// Kind of input: `text`, `email`, `tel`, `number`, `date`, `datetime-local`, `password`.
    #[prop_or(AttrValue::Static("text"))]
    pub kind: AttrValue,
    /// What the browser may fill in.
    #[prop_or(AttrValue::Static("off"))]
    pub autocomplete: AttrValue,
    /// The longest text.
    #[prop_or_default]
    pub max: Option<usize>,
    /// Lines of an area.
    #[prop_or(4)]
    pub lines: u32,
    /// Values to choose from; of a line of text, those that are suggested.
    #[prop_or_default]
    pub choices: Vec<Choice>,
    /// What a choice says while nothing is chosen; without it something always is.
    #[prop_or_default]
    pub none: Option<AttrValue>,
    /// What is wrong, where the general words would not help.
    #[prop_or_default]
    pub wrong: Option<AttrValue>,
    /// Cannot be changed.
    #[prop_or_default]
    pub disabled: bool,
    /// Has the focus when the form opens.
    #[prop_or_default]
    pub autofocus: bool,
}

fn frame(props: &Props, group: bool, control: Html) -> Html {
    html! {
        <Frame
            name={props.name.clone()}
            label={props.label.clone()}
            required={props.required}
            hint={props.hint.clone()}
            error={props.form.error(&props.name).map(|e| props.wrong.clone().unwrap_or_else(|| e.into()))}
            {group}
        >
            { control }
        </Frame>
    }
}

fn described(props: &Props) -> Option<String> {
    let said = props.hint.is_some() || props.form.error(&props.name).is_some();
    said.then(|| format!("{}-help", id(&props.name)))
}

fn invalid(props: &Props) -> Option<&'static str> {
    props.form.error(&props.name).map(|_| "true")
}

fn control(props: &Props) -> Classes {
    classes!(
        "pf-v6-c-form-control",
        invalid(props).map(|_| "pf-m-error"),
        props.disabled.then_some("pf-m-disabled")
    )
}

#[hook]
fn use_autofocus(wanted: bool) -> NodeRef {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            if wanted && let Some(element) = node.cast::<web_sys::HtmlElement>() {
                let _ = element.focus();
            }
        });
    }
    node
}

/// One line of text, a number, a day.
#[component]
pub fn TextField(props: &Props) -> Html {
    let node = use_autofocus(props.autofocus);
    let list = (!props.choices.is_empty()).then(|| format!("{}-list", id(&props.name)));
    let oninput = {
        let (form, name) = (props.form.clone(), props.name.clone());
        Callback::from(move |event: InputEvent| {
            form.set(&name, event.target_unchecked_into::<HtmlInputElement>().value());
        })
    };
    frame(
        props,
        false,
        html! {
            <span class={control(props)}>
                <input
                    ref={node}
                    autofocus={props.autofocus}
                    id={id(&props.name)}
                    name={props.name.clone()}
                    type={props.kind.clone()}
                    value={props.form.get(&props.name).to_owned()}
                    required={props.required}
                    disabled={props.disabled}
                    autocomplete={props.autocomplete.clone()}
                    maxlength={props.max.map(|m| m.to_string())}
                    aria-invalid={invalid(props)}
                    aria-describedby={described(props)}
                    list={list.clone()}
                    {oninput}
                />
                if let Some(list) = list {
                    <datalist id={list}>
                        { for props.choices.iter().map(|c| html! { <option value={c.value.clone()}>{ &c.label }</option> }) }
                    </datalist>
                }
            </span>
        },
    )
}

/// Text of several lines.
#[component]
pub fn AreaField(props: &Props) -> Html {
    let node = use_autofocus(props.autofocus);
    let oninput = {
        let (form, name) = (props.form.clone(), props.name.clone());
        Callback::from(move |event: InputEvent| {
            form.set(&name, event.target_unchecked_into::<HtmlTextAreaElement>().value());
        })
    };
    frame(
        props,
        false,
        html! {
            <span class={classes!(control(props), "pf-m-textarea", "pf-m-resize-vertical")}>
                <textarea
                    ref={node}
                    autofocus={props.autofocus}
                    id={id(&props.name)}
                    name={props.name.clone()}
                    rows={props.lines.to_string()}
                    value={props.form.get(&props.name).to_owned()}
                    required={props.required}
                    disabled={props.disabled}
                    maxlength={props.max.map(|m| m.to_string())}
                    aria-invalid={invalid(props)}
                    aria-describedby={described(props)}
                    {oninput}
                />
            </span>
        },
    )
}

/// One of a few values.
#[component]
pub fn ChoiceField(props: &Props) -> Html {
    let node = use_autofocus(props.autofocus);
    let onchange = {
        let (form, name) = (props.form.clone(), props.name.clone());
        Callback::from(move |event: Event| {
            form.set(&name, event.target_unchecked_into::<HtmlSelectElement>().value());
        })
    };
    let chosen = props.form.get(&props.name);
    frame(
        props,
        false,
        html! {
            <span class={control(props)}>
                <select
                    ref={node}
                    autofocus={props.autofocus}
                    id={id(&props.name)}
                    name={props.name.clone()}
                    required={props.required}
                    disabled={props.disabled}
                    aria-invalid={invalid(props)}
                    aria-describedby={described(props)}
                    {onchange}
                >
                    if let Some(none) = &props.none {
                        <option value="" selected={chosen.is_empty()}>{ none }</option>
                    }
                    { for props.choices.iter().map(|c| html! {
                        <option value={c.value.clone()} selected={c.value == chosen}>{ &c.label }</option>
                    }) }
                </select>
                <span class="pf-v6-c-form-control__utilities" aria-hidden="true">
                    <span class="pf-v6-c-form-control__toggle-icon">{ Icon::CaretDown }</span>
                </span>
            </span>
        },
    )
}

/// What is in a list of words after one is switched.
pub fn toggled(words: &str, word: &str, on: bool) -> String {
    let mut words: Vec<&str> = words.split(',').filter(|w| !w.is_empty() && *w != word).collect();
    if on {
        words.push(word);
    }
    words.join(",")
}

/// Any of a few values.
#[component]
pub fn ManyField(props: &Props) -> Html {
    let chosen = props.form.get(&props.name);
    let boxes = props.choices.iter().map(|choice| {
        let on = chosen.split(',').any(|w| w == choice.value);
        let box_id = format!("{}-{}", id(&props.name), choice.value.replace('.', "-"));
        let onchange = {
            let (form, name, word) = (props.form.clone(), props.name.clone(), choice.value.clone());
            Callback::from(move |event: Event| {
                let on = event.target_unchecked_into::<HtmlInputElement>().checked();
                let words = toggled(form.get(&name), &word, on);
                form.set(&name, words);
            })
        };
        html! {
            <div class="pf-v6-c-check">
                <input
                    class="pf-v6-c-check__input"
                    type="checkbox"
                    id={box_id.clone()}
                    checked={on}
                    disabled={props.disabled}
                    {onchange}
                />
                <label class="pf-v6-c-check__label" for={box_id}>{ &choice.label }</label>
            </div>
        }
    });
    let boxes = boxes.collect::<Html>();
    frame(
        props,
        true,
        html! {
            <div
                role="group"
                class="sb-boxes"
                tabindex={invalid(props).map(|_| "-1")}
                aria-labelledby={format!("{}-label", id(&props.name))}
                aria-describedby={described(props)}
                aria-invalid={invalid(props)}
            >
                { boxes }
            </div>
        },
    )
}

/// Yes or no.
#[component]
pub fn CheckField(props: &Props) -> Html {
    let onchange = {
        let (form, name) = (props.form.clone(), props.name.clone());
        Callback::from(move |event: Event| {
            let on = event.target_unchecked_into::<HtmlInputElement>().checked();
            form.set(&name, if on { "true" } else { "" });
        })
    };
    let id = id(&props.name);
    html! {
        <div class="pf-v6-c-form__group">
            <div class="pf-v6-c-check">
                <input
                    class="pf-v6-c-check__input"
                    type="checkbox"
                    id={id.clone()}
                    checked={props.form.get(&props.name) == "true"}
                    disabled={props.disabled}
                    aria-describedby={described(props)}
                    {onchange}
                />
                <label class="pf-v6-c-check__label" for={id.clone()}>{ &props.label }</label>
                if let Some(hint) = &props.hint {
                    <span class="pf-v6-c-check__description" id={format!("{id}-help")}>{ hint }</span>
                }
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_switched_on_and_off() {
        assert_eq!(toggled("", "media", true), "media");
        assert_eq!(toggled("media,legal", "media", false), "legal");
        assert_eq!(toggled("media", "media", true), "media");
    }

    #[test]
    fn ids_are_fit_for_selectors() {
        assert_eq!(id("warranty_terms/0/months"), "field-warranty_terms-0-months");
    }
}
