using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Serjeant.Shell.Components.Govuk;

namespace Serjeant.Shell.Components.Content;

/// <summary>
/// Words that may distress, covered until asked for. Inside a closed <c>details</c> nothing is rendered, with or without
/// JavaScript; with <see cref="Src"/> the words are not even sent until then, so that the server can count.
/// </summary>
[HtmlTargetElement("desk-covered")]
public sealed class CoveredTagHelper : TagHelper
{
    public string Label { get; set; } = "Show the message";
    public string HideLabel { get; set; } = "Cover it again";
    public string? Src { get; set; }
    public string? Id { get; set; }
    public bool Open { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var inner = await output.GetChildContentAsync();
        var id = Id ?? "covered-" + context.UniqueId;
        var text = Html.Tag("div", "desk-covered__text", ("id", id + "-text"), ("dir", "auto"), ("role", "group"), ("aria-label", "Uncovered message"));
        if (Src is null)
        {
            // The white space that a template puts round the words is not theirs.
            text.With(new HtmlString(inner.GetContent().Trim()));
        }
        else
        {
            text.With(new Dictionary<string, string?>
            {
                ["hx-get"] = Src,
                ["hx-trigger"] = $"toggle from:#{id} once",
                ["hx-swap"] = "innerHTML",
            }).With(Html.Tag("a", "govuk-link", ("href", Src)).With("Open the message"));
        }
        output.Become(Html.Tag("details", "desk-covered", ("id", id)).WithFlag("open", Open).With(output.Rest())
            .With(Html.Tag("summary")
                .With(Html.Tag("span", "desk-covered__show").With(Icons.Draw("eye")))
                .With(Html.Tag("span", "desk-covered__hide").With(Icons.Draw("eye-off")))
                .With(Html.Tag("span", "desk-covered__show").With(Label))
                .With(Html.Tag("span", "desk-covered__hide").With(HideLabel)))
            .With(text));
    }
}

/// <summary>Where something was said. Our own letters, not the platforms' logos.</summary>
[HtmlTargetElement("desk-platform", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PlatformTagHelper : TagHelper
{
    private static readonly Dictionary<string, (string Letter, string Name)> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["x"] = ("X", "X"),
        ["twitter"] = ("X", "X"),
        ["facebook"] = ("F", "Facebook"),
        ["messenger"] = ("M", "Messenger"),
        ["instagram"] = ("I", "Instagram"),
        ["threads"] = ("@", "Threads"),
        ["bluesky"] = ("B", "Bluesky"),
        ["mastodon"] = ("M", "Mastodon"),
        ["tiktok"] = ("T", "TikTok"),
        ["youtube"] = ("Y", "YouTube"),
        ["linkedin"] = ("in", "LinkedIn"),
        ["whatsapp"] = ("W", "WhatsApp"),
        ["telegram"] = ("T", "Telegram"),
        ["reddit"] = ("R", "Reddit"),
        ["email"] = ("@", "Email"),
        ["sms"] = ("#", "Text message"),
        ["phone"] = ("#", "Phone call"),
        ["letter"] = ("¶", "Letter"),
        ["web"] = ("W", "Website"),
        ["other"] = ("·", "Elsewhere"),
    };

    public string Name { get; set; } = "";

    /// <summary>A platform's name as people write it; an unknown one stays as it is.</summary>
    public static string Words(string name) => Known.TryGetValue(name, out var known) ? known.Name : name;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var (letter, name) = Known.TryGetValue(Name, out var known)
            ? known : (Name.Length == 0 ? "?" : StringInfo.GetNextTextElement(Name).ToUpperInvariant(), Name.Length == 0 ? "Unknown" : Name);
        output.Become(Html.Tag("span", "desk-platform").With(output.Rest())
            .With(Html.Tag("span", "desk-platform__letter", ("aria-hidden", "true")).With(letter))
            .With(Html.Tag("span", "desk-outside").With(name)));
    }
}

/// <summary>How soon somebody should look, in words and a shape; colour only repeats it.</summary>
[HtmlTargetElement("desk-severity", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class SeverityTagHelper : TagHelper
{
    private static readonly (string Icon, string Words)[] Levels =
        [("info", "Worth knowing"), ("clock", "When you can"), ("flag", "Look today"), ("alert", "Can’t wait")];

    /// <summary>0 (worth knowing) to 3 (can't wait).</summary>
    public int Level { get; set; }

    public static string Words(int level) => Levels[Math.Clamp(level, 0, 3)].Words;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var level = Math.Clamp(Level, 0, 3);
        output.Become(Html.Tag("span", "desk-severity desk-severity--" + level.ToString(CultureInfo.InvariantCulture)).With(output.Rest())
            .With(Icons.Draw(Levels[level].Icon)).With(Html.Tag("span").With(Levels[level].Words)));
    }
}
