using System.Text.RegularExpressions;

namespace Serjeant.Chapters.Checks.ByMail;

/// <summary>
/// Text from which no mail program makes something to press: addresses of pages and people are written with <c>[.]</c> and <c>[at]</c>. Readable still, and
/// nobody falls into what they asked about because of the answer.
/// </summary>
public static partial class Defanged
{
    public static string Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = new string([.. text.Where(c => c == '\n' || !char.IsControl(c)).Where(c => c is not (>= '\u202a' and <= '\u202e') and not (>= '\u2066' and <= '\u2069'))]);
        var safe = Scheme().Replace(At().Replace(Dot().Replace(plain, "[.]"), "[at]"), m => m.Groups[1].Value + "[:]");
        return safe.Replace("report[at]phishing[.]gov[.]uk", "report@phishing.gov.uk", StringComparison.Ordinal); // where our steps send people
    }

    // Between any two signs that could be part of a name; a full stop at a sentence's end has a space after it.
    [GeneratedRegex(@"(?<=[\p{L}\p{N}_-])[.\u3002\uff0e\uff61](?=[\p{L}\p{N}_-])", RegexOptions.CultureInvariant, 500)]
    private static partial Regex Dot();

    [GeneratedRegex(@"(?<=\S)[@\uff20](?=\S)", RegexOptions.CultureInvariant, 500)]
    private static partial Regex At();

    [GeneratedRegex(@"([A-Za-z][A-Za-z0-9+-]{1,20}):(?=[/\S])", RegexOptions.CultureInvariant, 500)]
    private static partial Regex Scheme();
}
