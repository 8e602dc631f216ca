using Microsoft.AspNetCore.Mvc.ModelBinding;
using Serjeant.Moderation;

namespace Serjeant.Chapters.Inbox.Authors;

/// <summary>Which other account is suspected to be the same person, and why.</summary>
public sealed class LinkForm
{
    public Platform? Platform { get; set; }
    public string? Handle { get; set; }
    public string? Reason { get; set; }

    public (Platform Platform, string Handle, string Reason)? Read(ModelStateDictionary errors)
    {
        var (handle, reason) = (Handle?.Trim() ?? "", Reason?.Trim() ?? "");
        if (Platform is not { } platform || !Enum.IsDefined(platform))
        {
            errors.AddModelError("Link.Platform", "Choose the platform of the other account");
            platform = default;
        }
        if (handle.Length is 0 or > 300)
            errors.AddModelError("Link.Handle", "Write the other account’s user name, as it is shown here");
        if (reason.Length == 0)
            errors.AddModelError("Link.Reason", "Say what makes you think so, for whoever reads this later");
        else if (reason.Length > AuthorLinking.LongestReason)
            errors.AddModelError("Link.Reason", $"The reason must be {AuthorLinking.LongestReason} characters or fewer");
        return errors.IsValid ? (platform, handle, reason) : null;
    }
}
