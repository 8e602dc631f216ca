using Serjeant.Chapters.SignIn;
using Serjeant.Chapters.SignIn.Links;

namespace Serjeant.Chapters.SetUp.Steps;

/// <summary>A step of setting up: open to the browser that took up the link, when every step before it is done.</summary>
public abstract class SetUpPage : VisitPage
{
    protected abstract SetUpStep Step { get; }

    /// <summary>"Step 2 of 7", for the page.</summary>
    public string StepWords => $"Step {(int)Step + 1} of {(int)SetUpStep.Done}";

    /// <summary>True on a step that may be done once only: redoing it would lose what it made.</summary>
    protected virtual bool Once => false;

    protected override async Task<string?> NotYetAsync()
    {
        if (!Visit.IsSetUp)
            return SignInLinks.Closed();
        var next = await HttpContext.RequestServices.GetRequiredService<SetUpProgress>().NextAsync(Visit, Cancel);
        return Step > next || (Once && Step < next) ? SetUpLinks.Steps() : null;
    }
}
