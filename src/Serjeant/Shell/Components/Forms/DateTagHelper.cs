using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Serjeant.Shell.Components.Govuk;

namespace Serjeant.Shell.Components.Forms;

/// <summary>A date in three boxes, bound to a <see cref="DateOnly"/> by <see cref="DateBinder"/>.</summary>
[HtmlTargetElement("desk-date", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DateTagHelper : FieldTagHelper
{
    public DateOnly? Value { get; set; }
    /// <summary>The person's own date of birth.</summary>
    public bool Birthday { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var date = For?.Model as DateOnly? ?? Value;
        var error = FirstError(FieldName, FieldName + ".Day", FieldName + ".Month", FieldName + ".Year");
        // An error of the whole date marks all three boxes; an error of one marks that one.
        var whole = FirstError(FieldName) is not null && FirstError(FieldName + ".Day", FieldName + ".Month", FieldName + ".Year") is null;
        output.Become(DateField.Render(new()
        {
            Name = FieldName,
            Id = FieldId + "-date",
            Label = LabelContent,
            LabelClasses = LabelClasses("fieldset__legend"),
            IsHeading = Heading,
            Hint = Html.Text(Hint ?? "For example, 27 3 2026"),
            Error = error is null ? null : Html.Text(error),
            Disabled = Disabled,
            Attributes = output.Rest(),
            Boxes =
            [
                Box("Day", FieldId, "2", date?.Day, "bday-day"),
                Box("Month", FieldId + "_Month", "2", date?.Month, "bday-month"),
                Box("Year", FieldId + "_Year", "4", date?.Year, "bday-year"),
            ],
        }));

        DateBox Box(string part, string id, string width, int? number, string autocomplete)
        {
            var name = FieldName + "." + part;
            var typed = ViewContext.ViewData.ModelState.TryGetValue(name, out var entry) ? entry.AttemptedValue : null;
            return new(id, name, part, width, typed ?? number?.ToString(CultureInfo.InvariantCulture),
                whole || FirstError(name) is not null, Birthday ? autocomplete : null);
        }
    }
}
