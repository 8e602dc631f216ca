using Microsoft.AspNetCore.Razor.TagHelpers;
using Serjeant.Shell.Access;
using Serjeant.Shell.Components.Govuk;

namespace Serjeant.Shell.Components.Content;

/// <summary>A moment, kept in UTC, shown in the office's time. Pointing at it shows the whole, with the zone.</summary>
[HtmlTargetElement("desk-time", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TimeTagHelper(TimeProvider time, Me me) : TagHelper
{
    public DateTimeOffset? Value { get; set; }

    /// <summary>full, date, time, short or ago.</summary>
    public string Format { get; set; } = "full";

    /// <summary>What to say when there is no moment.</summary>
    public string None { get; set; } = "Not yet";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Value is not { } moment)
        {
            output.Become(Html.Text(None));
            return;
        }
        var zone = me.IsSignedIn ? OfficeTime.Zone(me.Office.TimeZone) : null;
        var words = Format switch
        {
            "full" => OfficeTime.Full(moment, zone),
            "date" => OfficeTime.Date(moment, zone),
            "time" => OfficeTime.Clock(moment, zone),
            "short" => OfficeTime.Short(moment, time.GetUtcNow(), zone),
            "ago" => OfficeTime.Ago(moment, time.GetUtcNow(), zone),
            _ => throw new InvalidOperationException($"A time cannot be '{Format}'."),
        };
        output.Become(Html.Tag("time", "desk-nowrap", ("datetime", OfficeTime.Iso(moment)), ("title", OfficeTime.WithZone(moment, zone)))
            .With(output.Rest()).With(words));
    }
}
