using Microsoft.AspNetCore.Mvc.Rendering;

namespace Serjeant.Shell.Components.Govuk;

/// <summary>One box of a date.</summary>
public sealed record DateBox(string Id, string Name, string Label, string Width, string? Value, bool HasError, string? Autocomplete = null);

/// <summary>A date as three boxes: day, month, year.</summary>
public sealed record DateField : Field
{
    public IReadOnlyList<DateBox> Boxes { get; init; } = [];

    public static TagBuilder Render(DateField field)
    {
        var boxes = Html.Tag("div", Html.Join("govuk-date-input", field.Classes), ("id", field.Id)).With(field.Attributes);
        foreach (var box in field.Boxes)
        {
            var input = TextInput.Render(new()
            {
                Id = box.Id,
                Name = box.Name,
                Label = Html.Text(box.Label),
                LabelClasses = "govuk-date-input__label",
                Classes = Html.Join("govuk-date-input__input", box.HasError ? "govuk-input--error" : null, "govuk-input--width-" + box.Width),
                Value = box.Value,
                InputMode = "numeric",
                Autocomplete = box.Autocomplete,
                Disabled = field.Disabled,
            });
            boxes.With(Html.Tag("div", "govuk-date-input__item").With(input));
        }
        return field.FieldsetGroup(boxes, asGroup: true);
    }
}

/// <summary>Choose or drop a file.</summary>
public sealed record FileField : Field
{
    public bool Multiple { get; init; }
    /// <summary>Drawn large, as a place to drop files on.</summary>
    public bool Drop { get; init; }

    public static TagBuilder Render(FileField field)
    {
        var input = Html.Tag("input", Html.Join("govuk-file-upload", field.Drop ? "desk-drop" : null, field.Classes, field.Error is null ? null : "govuk-file-upload--error"),
                ("id", field.EffectiveId), ("name", field.Name), ("type", "file"), ("aria-describedby", field.Descriptions))
            .WithFlag("disabled", field.Disabled).WithFlag("multiple", field.Multiple).With(field.Attributes);
        return field.Group(input);
    }
}
