using Serjeant.Moderation.Offices;

namespace Serjeant.Moderation;

/// <summary>Something the engine suggests about a message. A person decides.</summary>
/// <param name="Rule">The detection rule's id, such as <c>threat.future-violence</c>.</param>
/// <param name="Severity">0 (worth knowing) to 3 (can't wait).</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Reason">Plain English, fit to be read by the person it is about.</param>
/// <param name="Start">Where the words that led to it begin in the original text, in UTF-16 code units.</param>
/// <param name="Length">How many UTF-16 code units they span.</param>
/// <param name="Learned">What an office's own decisions changed about <paramref name="Confidence"/>; null where they changed nothing.</param>
public sealed record Finding(
    string Rule, Category Category, int Severity, double Confidence, string Reason, int Start, int Length, Learned? Learned = null)
{
    /// <summary>The gravest first, then the surest, then as they stand in the text: always the same order.</summary>
    internal static int WorstFirst(Finding a, Finding b) =>
        (b.Severity, b.Confidence).CompareTo((a.Severity, a.Confidence)) is var order and not 0 ? order
            : a.Start != b.Start ? a.Start.CompareTo(b.Start) : string.CompareOrdinal(a.Rule, b.Rule);
}
