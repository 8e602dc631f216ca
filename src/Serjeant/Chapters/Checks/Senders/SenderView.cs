using Serjeant.Chapters.Checks.Mail;
using Serjeant.Data;

namespace Serjeant.Chapters.Checks.Senders;

/// <summary>What a page shows of who sent a mail.</summary>
/// <param name="Lines">Sentences without a full stop.</param>
/// <param name="At">When it was looked up; null when it was not.</param>
/// <param name="LooksUp">Whether the office has senders looked up.</param>
/// <param name="MayAsk">Whether there is a mail to look up again.</param>
public sealed record SenderView(IReadOnlyList<string> Lines, DateTimeOffset? At, bool LooksUp, bool MayAsk)
{
    /// <returns>Null for what is no mail: nobody can prove who wrote words that were pasted.</returns>
    public static SenderView? Of(CheckedMessage message, bool looksUp, bool isKept) => message.Form is CheckedForm.Mail or CheckedForm.Outlook
        ? new SenderView(SenderWords.Of(message.Verdict.Message), message.LookedUp?.At, looksUp, isKept && message.Verdict.Message.ForwardedFrom is null)
        : null;
}
