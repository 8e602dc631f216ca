using System.Text;
using Serjeant.Data;

namespace Serjeant.Chapters.Inbox.Decisions;

/// <summary>What a press did, in a sentence or three.</summary>
public static class DecisionWords
{
    public static string Of(DecisionKind kind, DecisionResult result)
    {
        var words = new StringBuilder();
        if (result.Decided > 0)
            words.Append(Count(result.Decided)).Append(' ').Append(kind.Done()).Append('.');
        if (result.Already > 0)
            words.Append(words.Length > 0 ? " " : "").Append(result.Already == 1 ? "1 message was" : Count(result.Already) + " were")
                .Append(" decided by somebody else meanwhile, and left as they decided.");
        if (result.Gaps > 0)
            words.Append(result.Gaps == 1 ? " The evidence of 1 message" : " The evidence of " + Count(result.Gaps))
                .Append(" could not be kept in full; the text is held, and the gap is flagged.");
        return words.Length > 0 ? words.ToString() : "Nothing was changed.";
    }

    public static string Of(UndoResult result)
    {
        var words = new StringBuilder("Undone: ").Append(Count(result.Undone)).Append(result.Undone == 1 ? " is back as it was." : " are back as they were.");
        if (result.DoneOnPlatform > 0)
            words.Append(result.DoneOnPlatform == 1 ? " 1 step was" : FormattableString.Invariant($" {result.DoneOnPlatform:N0} steps were"))
                .Append(" done on the platform already: undo that there by hand.");
        if (result.HadCase)
            words.Append(" The case stays as it is.");
        return words.ToString();
    }

    public static string Count(int messages) => messages == 1 ? "1 message" : FormattableString.Invariant($"{messages:N0} messages");
}
