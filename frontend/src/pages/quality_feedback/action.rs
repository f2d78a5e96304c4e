//! What can be done with a quality feedback, each in a dialogue.

use super::fields::fields;
use super::typed::{read, values};
use crate::api::quality_feedback;
use crate::components::form::{Values, use_form, use_submit};
use crate::components::record_form::{FormModal, use_fresh};
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::session::use_me;
use shared::i18n::Locale;
use shared::ids::{QualityFeedbackId, QualityMeasureId};
use shared::records::quality_feedback::*;
use std::rc::Rc;
use yew::prelude::*;

/// What is being done.
#[derive(Clone, PartialEq)]
pub enum Doing {
    /// A step.
    Act(QualityAction),
    /// Make it part of this one.
    Into(QualityFeedbackId, String),
    /// Write what it is about.
    Facts,
    /// Write who works on it.
    Team,
    /// Write what is wrong.
    Problem,
    /// Write why.
    Causes,
    /// Write what is left to say.
    Closing,
    /// Add a measure.
    Measure,
    /// Say that a measure is done.
    Finish(QualityMeasureId),
    /// Confirm that a measure helps.
    Validate(QualityMeasureId),
    /// Take a measure away.
    Drop(QualityMeasureId),
    /// Add a complaint.
    Source,
    /// Add what was heard elsewhere.
    Heard,
}

impl Doing {
    fn label(&self, l: Locale) -> String {
        match self {
            Self::Act(action) => action.label(l),
            Self::Into(..) => QualityAction::Merge.label(l),
            Self::Facts => t!(l, "quality-edit-facts"),
            Self::Team => t!(l, "quality-edit-team"),
            Self::Problem => t!(l, "quality-edit-problem"),
            Self::Causes => t!(l, "quality-edit-causes"),
            Self::Closing => t!(l, "quality-edit-closing"),
            Self::Measure => t!(l, "quality-measure-add"),
            Self::Finish(_) => t!(l, "quality-measure-finish"),
            Self::Validate(_) => t!(l, "quality-measure-validate"),
            Self::Drop(_) => t!(l, "quality-measure-drop"),
            Self::Source => t!(l, "quality-source-add"),
            Self::Heard => t!(l, "quality-origin-add"),
        }
    }

    fn is_grave(&self) -> bool {
        use QualityAction::{Cancel, Merge, RefusePlan, Reject, Reopen};
        matches!(
            self,
            Self::Act(Reject | RefusePlan | Reopen | Merge | Cancel) | Self::Into(..) | Self::Drop(_)
        )
    }
}
/// Properties of [`ActionForm`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The quality feedback.
    pub one: Rc<QualityFeedback>,
    /// What is being done.
    pub doing: Doing,
    /// Takes it as it is then.
    pub ondone: Callback<QualityFeedback>,
    /// Reads it again.
    pub reload: Callback<()>,
    /// Closes the dialogue.
    pub onclose: Callback<()>,
}

/// The dialogue.
#[component]
pub fn ActionForm(props: &Props) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let me = use_me();
    let (id, version) = (props.one.head.id, props.one.head.version);
    let form = use_form(|| values(&props.one));
    use_fresh(&form, Some(version), values(&props.one), props.reload.clone());
    let done = {
        let (ondone, onclose) = (props.ondone.clone(), props.onclose.clone());
        Callback::from(move |one: QualityFeedback| {
            let (number, status) = (one.head.number.as_str(), one.head.status.label(l));
            toaster.say(t!(l, "quality-done", number = number, status = status));
            ondone.emit(one);
            onclose.emit(());
        })
    };
    let (reading, sending) = (props.doing.clone(), props.doing.clone());
    let submit = use_submit(
        &form,
        move |values: &Values| read(&reading, values),
        move |body, key| {
            let doing = sending.clone();
            async move {
                match doing {
                    Doing::Act(action) => quality_feedback::act(id, action, body, version, key).await,
                    Doing::Into(..) => {
                        quality_feedback::act(id, QualityAction::Merge, body, version, key).await
                    }
                    Doing::Measure => quality_feedback::add_measure(id, body, version, key).await,
                    Doing::Finish(measure) => {
                        quality_feedback::finish_measure((id, measure), body, version, key).await
                    }
                    Doing::Validate(measure) => {
                        quality_feedback::validate_measure((id, measure), body, version, key).await
                    }
                    Doing::Drop(measure) => {
                        quality_feedback::drop_measure((id, measure), body, version, key).await
                    }
                    Doing::Source | Doing::Heard => {
                        quality_feedback::add_source(id, body, version, key).await
                    }
                    Doing::Facts | Doing::Team | Doing::Problem | Doing::Causes | Doing::Closing => {
                        quality_feedback::update(id, body, version).await
                    }
                }
            }
        },
        done,
    );
    let label = props.doing.label(l);
    html! {
        <FormModal
            title={format!("{label} · {}", props.one.head.number)}
            {label}
            danger={props.doing.is_grave()}
            form={form.clone()}
            {submit}
            onclose={props.onclose.clone()}
        >
            { fields(&form, &props.doing, (me.organization_id, me.organization_kind), l) }
        </FormModal>
    }
}
