using System.Text.RegularExpressions;

namespace Serjeant.Mail.Messages;

/// <summary>
/// A message that somebody passed on in the text of theirs, as mail programs write it: what is asked about is the one inside. Read only where hardly anything
/// stands above it; an answer that quotes its own thread is no forward.
/// </summary>
internal static partial class Forwarded
{
    private const int Above = 500;
    private const int HeadLength = 2_500;

    /// <summary>Who wrote the inner message, and its subject where it is given; null when nothing was passed on.</summary>
    internal static (Address From, string? Subject)? Find(string subject, string text)
    {
        if (!Mark().IsMatch(subject)) return null;
        var head = text.Length > HeadLength ? text[..HeadLength] : text;
        var from = From().Match(head);
        if (!from.Success || from.Index > Above || !Follows().IsMatch(head[from.Index..])) return null;
        var inner = SubjectLine().Match(head, from.Index);
        var name = from.Groups["name"].Value.Trim().Trim('"', '\'', '*', ' ');
        return (new Address(name, from.Groups["mail"].Value.Trim()), inner.Success ? inner.Groups[1].Value.Trim() : null);
    }

    [GeneratedRegex(@"^\s*(fwd?|enc|wg|tr|rv|i|vb|doorst|vs)\s*:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Mark();

    [GeneratedRegex(@"(?m)^[\s>*]*(from|de|von|da|van|expéditeur)\s?:\**\s*(?<name>[^<\n]{0,200}?)\s*[<\[(](mailto:)?(?<mail>[^\s<>\[\]]{1,120}@[^\s<>\[\])]{1,120})[>\])]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex From();

    [GeneratedRegex(@"(?m)^[\s>*]*(to|para|an|à|a|aan|subject|assunto|betreff|objet|asunto|onderwerp|oggetto|sent|enviado|enviada|gesendet|envoyé|verzonden|inviato|date|data|datum|fecha)( em)?\s?:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Follows();

    [GeneratedRegex(@"(?m)^[\s>*]*(?:subject|assunto|betreff|objet|asunto|onderwerp|oggetto)\s?:\**\s*([^\n]{1,300})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex SubjectLine();
}
