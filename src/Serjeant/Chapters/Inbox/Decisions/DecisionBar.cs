using Microsoft.AspNetCore.Mvc.Rendering;
using Serjeant.Chapters.Plans.Protocol;
using Serjeant.Data;

namespace Serjeant.Chapters.Inbox.Decisions;

/// <summary>The bar that decides: which buttons, which rules, and whether same-text groups come along.</summary>
public sealed record DecisionBar(DecisionForm Form, RuleBook Rules, bool HasGroups)
{
    /// <summary>On one message's own page nothing has to be chosen first.</summary>
    public bool Always { get; init; }

    public static IReadOnlyList<DecisionKind> Gentle { get; } = [DecisionKind.Leave, DecisionKind.Answered, DecisionKind.HandToCasework];

    public static IReadOnlyList<DecisionKind> Firm { get; } =
        [DecisionKind.Hide, DecisionKind.Delete, DecisionKind.Block, DecisionKind.Mute, DecisionKind.Report, DecisionKind.MakeCase];

    public IEnumerable<SelectListItem> RuleChoices =>
    [
        new("The rule suggested for each", DecisionForm.Suggested),
        new("No rule", DecisionForm.NoRule),
        .. Rules.Rules.Select(r => new SelectListItem(r.Cited, r.Id.ToString(System.Globalization.CultureInfo.InvariantCulture))),
    ];
}
