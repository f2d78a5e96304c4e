//! The words of quality feedback (handbook 7).

text_enums! {
    /// How far a quality feedback is.
    QualityStatus in "quality_status" {
        /// Reported; quality has not judged it yet.
        Reported = "reported",
        /// Valid, with severity, extent and who is responsible.
        Triaged = "triaged",
        /// What is out there is held back.
        Contained = "contained",
        /// The causes are looked for, and a plan against them.
        Analysing = "analysing",
        /// The plan waits for its sign-off.
        PlanReview = "plan_review",
        /// The measures are carried out.
        Implementing = "implementing",
        /// Quality measures whether they help.
        Verifying = "verifying",
        /// Proven and told.
        Closed = "closed",
        /// No quality problem.
        NotValid = "not_valid",
        /// Part of another one.
        Merged = "merged",
        /// Not followed up.
        Cancelled = "cancelled",
    }

    /// What can be done with a quality feedback.
    QualityAction in "quality_action" {
        /// Judge it valid, with severity, extent, method and who is responsible.
        Triage = "triage",
        /// Judge it not valid.
        Reject = "reject",
        /// Issue the rectification order (整改指令).
        Instruct = "instruct",
        /// Give the causes, as whoever is responsible.
        Answer = "answer",
        /// Say where it was held back, and with which result.
        Contain = "contain",
        /// Begin to look for the causes.
        Analyse = "analyse",
        /// Hand the plan in for its sign-off.
        SubmitPlan = "submit_plan",
        /// Sign the plan off.
        ApprovePlan = "approve_plan",
        /// Send the plan back.
        RefusePlan = "refuse_plan",
        /// Carry the measures out at once: the light path.
        Begin = "begin",
        /// Say that all measures are carried out.
        Complete = "complete",
        /// Record which points of the zeroing (归零) are met.
        Zero = "zero",
        /// Record the measured effect.
        Verify = "verify",
        /// Find that it did not help.
        Reopen = "reopen",
        /// Answer the customer.
        Reply = "reply",
        /// Close it.
        Close = "close",
        /// Make it part of another one.
        Merge = "merge",
        /// Do not follow it up.
        Cancel = "cancel",
    }

    /// What units made after a change say of it.
    QualityEffectVerdict in "quality_effect_verdict" {
        /// Significantly fewer incidents than before.
        Effective = "effective",
        /// Significantly more than half as many as before.
        NotEffective = "not_effective",
        /// Too early, or too few units, to tell.
        Undecided = "undecided",
    }

    /// How the watch over units made after a change ended.
    QualityWatchOutcome in "quality_watch_outcome" {
        /// The change works.
        Effective = "effective",
        /// It does not; the case goes on.
        NotEffective = "not_effective",
        /// Too few units or incidents to tell even at the last time.
        Inconclusive = "inconclusive",
        /// Somebody took the case up again before.
        Stopped = "stopped",
    }

    /// How grave it is.
    QualitySeverity in "quality_severity" {
        /// Danger, or the product cannot be used.
        Critical = "critical",
        /// The product does not do what it is for.
        Major = "major",
        /// It does, but not as it should.
        Moderate = "moderate",
        /// A blemish.
        Minor = "minor",
    }

    /// Whether it is one piece or many.
    QualityExtent in "quality_extent" {
        /// One piece.
        OneOff = "one_off",
        /// Many.
        Batch = "batch",
    }

    /// How it is worked on.
    QualityMethod in "quality_method" {
        /// All eight disciplines.
        EightD = "8d",
        /// Problem, containment, cause, measures.
        FourD = "4d",
        /// Measures at once, for what is minor.
        Simple = "simple",
    }

    /// Who is responsible.
    QualityDepartment in "quality_department" {
        /// The quality department.
        Quality = "quality",
        /// The technical centre.
        Design = "design",
        /// Production.
        Production = "production",
        /// Purchasing.
        Purchasing = "purchasing",
        /// After-sales service.
        Service = "service",
        /// The supplier.
        Supplier = "supplier",
    }

    /// Where something is held back.
    QualityPlace in "quality_place" {
        /// In the maker's stock.
        OwnStock = "own_stock",
        /// On the line.
        Production = "production",
        /// On its way.
        InTransit = "in_transit",
        /// At dealers.
        DealerStock = "dealer_stock",
        /// At customers.
        CustomerSite = "customer_site",
        /// At the supplier.
        Supplier = "supplier",
    }

    /// Of which kind a cause is (人机料法环测).
    QualityCauseCategory in "quality_cause_category" {
        /// People.
        Man = "man",
        /// Equipment.
        Machine = "machine",
        /// Material.
        Material = "material",
        /// The way it is done.
        Method = "method",
        /// Surroundings.
        Environment = "environment",
        /// Measuring.
        Measurement = "measurement",
    }

    /// What a measure is for.
    QualityMeasureKind in "quality_measure_kind" {
        /// Stops the damage.
        Immediate = "immediate",
        /// Takes the cause away.
        Corrective = "corrective",
        /// Keeps it from happening elsewhere.
        Preventive = "preventive",
        /// Makes it better.
        Improvement = "improvement",
    }

    /// Points of the technical zeroing (技术归零).
    TechnicalZero in "technical_zero" {
        /// The fault is located.
        Located = "located",
        /// Its mechanism is clear.
        Mechanism = "mechanism",
        /// It was reproduced.
        Reproduced = "reproduced",
        /// The measures help.
        Effective = "effective",
        /// Similar cases were checked.
        SimilarChecked = "similar_checked",
    }

    /// Points of the managerial zeroing (管理归零).
    ManagerialZero in "managerial_zero" {
        /// Its course is clear.
        Course = "course",
        /// Responsibility is clear.
        Responsibility = "responsibility",
        /// The measures are carried out.
        CarriedOut = "carried_out",
        /// It was handled seriously.
        Handled = "handled",
        /// The rules are improved.
        Rules = "rules",
    }

    /// What is still missing before something can be done.
    QualityGate in "quality_gate" {
        /// Nothing is held back yet.
        Containment = "containment",
        /// The occurrence cause.
        OccurrenceCause = "occurrence_cause",
        /// The escape cause.
        EscapeCause = "escape_cause",
        /// The system cause.
        SystemCause = "system_cause",
        /// A measure that is still to be carried out.
        OpenMeasure = "open_measure",
        /// Somebody else than who handed it in.
        OtherAuthor = "other_author",
        /// All measures carried out.
        MeasuresDone = "measures_done",
        /// Each measure confirmed by somebody else than its owner.
        MeasuresValidated = "measures_validated",
        /// Somebody who owns no measure.
        OtherVerifier = "other_verifier",
        /// The effect, confirmed.
        Effect = "effect",
        /// The technical zeroing.
        TechnicalZero = "technical_zero",
        /// The managerial zeroing.
        ManagerialZero = "managerial_zero",
        /// The reply to the customer.
        ReplySent = "reply_sent",
        /// The rectification order.
        Instruction = "instruction",
        /// A complaint.
        Complaint = "complaint",
    }

    /// Where something was heard that is no ticket and no return.
    QualityOriginKind in "quality_origin_kind" {
        /// On a visit to a customer.
        Visit = "visit",
        /// In a survey.
        Survey = "survey",
        /// On the line.
        Production = "production",
        /// When it came in from a supplier.
        IncomingInspection = "incoming_inspection",
        /// In an audit.
        Audit = "audit",
        /// Elsewhere.
        Other = "other",
    }

    /// What has a deadline.
    QualityStep in "quality_step" {
        /// Quality's verdict.
        Triage = "triage",
        /// Holding back.
        Containment = "containment",
        /// The causes.
        Cause = "cause",
        /// The plan.
        Plan = "plan",
        /// The measures.
        Measures = "measures",
    }

    /// In what two cases are alike.
    QualityLikeness in "quality_likeness" {
        /// The same part.
        Part = "part",
        /// The same batch.
        Batch = "batch",
        /// The same fault code.
        Fault = "fault",
        /// The same cause, in words.
        Cause = "cause",
        /// The same model.
        Model = "model",
        /// The same words.
        Words = "words",
    }

    /// Orders of the register.
    QualitySort in "quality_sort" {
        /// The newest first.
        Newest = "-id",
        /// Whatever is due first.
        Due = "due",
    }

    /// A form that a quality feedback prints.
    QualityForm in "quality_form" {
        /// 质量信息反馈表: what was found, and the verdict.
        Feedback = "feedback",
        /// The 8D report.
        EightD = "eight_d",
        /// 整改指令: what is to be put right, and until when.
        Instruction = "instruction",
        /// 信息流转卡: through whose hands it went.
        FlowCard = "flow_card",
    }
}
