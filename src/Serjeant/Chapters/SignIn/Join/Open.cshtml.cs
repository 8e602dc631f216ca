using Serjeant.Chapters.SignIn.Links;
using Serjeant.Data;

namespace Serjeant.Chapters.SignIn.Join;

/// <summary>What an invitation opens.</summary>
public sealed class OpenModel : TakeUpPage
{
    protected override OneTimeLinkKind Kind => OneTimeLinkKind.Invitation;
    protected override string Next => SignInLinks.How();
}
