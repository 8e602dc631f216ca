using Serjeant.Chapters.SignIn;
using Serjeant.Chapters.SignIn.Links;

namespace Serjeant.Chapters.SetUp.Steps;

/// <summary>What there is to do, what is done, and where to go on.</summary>
public sealed class StepsModel(SetUpProgress progress) : VisitPage
{
    public SetUpStep Next { get; private set; }

    protected override Task<string?> NotYetAsync() => Task.FromResult(Visit.IsSetUp ? null : SignInLinks.Closed());

    public async Task OnGetAsync() => Next = await progress.NextAsync(Visit, Cancel);
}
