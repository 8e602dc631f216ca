using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Serjeant.Shell.Components.Govuk;

/// <summary>One thing to choose. A divider ("or") has only its text.</summary>
public sealed record Choice
{
    public string Value { get; init; } = "";
    public required IHtmlContent Text { get; init; }
    public IHtmlContent? Hint { get; init; }
    public bool Checked { get; init; }
    public bool Disabled { get; init; }
    public bool IsDivider { get; init; }
    /// <summary>Choosing this one clears the others ("None of these").</summary>
    public bool Exclusive { get; init; }
    public string? Id { get; init; }
    public string? Name { get; init; }
    /// <summary>Fields that matter only when this is chosen. Without JavaScript they are always in view.</summary>
    public IHtmlContent? Conditional { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

/// <summary>Choose one (radios) or several (checkboxes).</summary>
public sealed record Choices : Field
{
    public IReadOnlyList<Choice> Items { get; init; } = [];

    public static TagBuilder Radios(Choices field) => Render(field, "radios", "radio");

    public static TagBuilder Checkboxes(Choices field) => Render(field, "checkboxes", "checkbox");

    private static TagBuilder Render(Choices field, string block, string type)
    {
        var list = Html.Tag("div", Html.Join("govuk-" + block, field.Classes), ("data-module", "govuk-" + block)).With(field.Attributes);
        for (var i = 0; i < field.Items.Count; i++) list.With(Item(field, field.Items[i], i, block, type));
        return field.FieldsetGroup(list);
    }

    private static IHtmlContent Item(Choices field, Choice item, int index, string block, string type)
    {
        if (item.IsDivider) return Html.Tag("div", $"govuk-{block}__divider").With(item.Text);
        // The first keeps the field's own id, so that the error summary can point at it.
        var id = item.Id ?? field.EffectiveId + (index == 0 ? "" : "-" + (index + 1).ToString(CultureInfo.InvariantCulture));
        var conditionalId = "conditional-" + id;
        var hintId = item.Hint is null ? null : id + "-item-hint";
        var fieldDescription = type == "checkbox" && field.Label is null ? field.Descriptions : null;
        var input = Html.Tag("input", $"govuk-{block}__input",
                ("id", id), ("name", item.Name ?? field.Name), ("type", type), ("value", item.Value),
                ("data-aria-controls", item.Conditional is null ? null : conditionalId),
                ("data-behaviour", item.Exclusive ? "exclusive" : null),
                ("aria-describedby", Html.Join(fieldDescription, hintId)))
            .WithFlag("checked", item.Checked).WithFlag("disabled", item.Disabled || field.Disabled).With(item.Attributes);
        var row = Html.Tag("div", $"govuk-{block}__item").With(input)
            .With(LabelFor(id, item.Text, $"govuk-{block}__label"));
        if (item.Hint is not null) row.With(HintElement(hintId, item.Hint, $"govuk-{block}__hint"));
        if (item.Conditional is null) return row;
        return Html.All(row, Html.Tag("div",
            Html.Join($"govuk-{block}__conditional", item.Checked ? null : $"govuk-{block}__conditional--hidden"), ("id", conditionalId))
            .With(item.Conditional));
    }
}

/// <summary>Choose one from a drop-down list.</summary>
public sealed record SelectField : Field
{
    public IReadOnlyList<(string? Value, string Text, bool Selected, bool Disabled)> Items { get; init; } = [];
    /// <summary>Ready-made option elements, instead of <see cref="Items"/>.</summary>
    public IHtmlContent? Options { get; init; }

    public static TagBuilder Render(SelectField field)
    {
        var select = Html.Tag("select", Html.Join("govuk-select", field.Classes, field.Error is null ? null : "govuk-select--error"),
                ("id", field.EffectiveId), ("name", field.Name), ("aria-describedby", field.Descriptions))
            .WithFlag("disabled", field.Disabled).With(field.Attributes);
        foreach (var (value, text, selected, disabled) in field.Items)
            select.With(Html.Tag("option", null, ("value", value)).WithFlag("selected", selected).WithFlag("disabled", disabled).With(text));
        return field.Group(select.With(field.Options));
    }
}
