using Microsoft.AspNetCore.Identity;

namespace Serjeant.Chapters.SignIn.Ways;

internal static class IdentityResultExtensions
{
    /// <summary>For calls that fail only when somebody else changed the same person meanwhile, or by a mistake of ours.</summary>
    public static void ThrowIfFailed(this IdentityResult result)
    {
        if (!result.Succeeded)
            throw new InvalidOperationException("Identity refused: " + string.Join(", ", result.Errors.Select(e => e.Code)));
    }
}
