using Serjeant.Chapters.SetUp;
using Serjeant.Chapters.SignIn.Links;
using Serjeant.Chapters.SignIn.Ways;
using Serjeant.Data;

namespace Serjeant.Chapters.SignIn.Join;

/// <summary>What follows when somebody with a one-time link can sign in.</summary>
public sealed class Joining(OfficeChanges changes, SigningIn signingIn)
{
    /// <summary>The next address: the rest of set-up, or the desk itself for somebody who was invited.</summary>
    public async Task<string> ContinueAsync(Visit visit, HttpContext http, string method)
    {
        if (visit.IsSetUp)
            return SetUpLinks.Steps();
        var person = visit.Person!;
        await changes.RunAsync(person.OfficeId, person.Id, ledger =>
        {
            visit.Finish(http);
            ledger.Record("person.joined", "person", person.Id, ("method", method));
            return Task.CompletedTask;
        }, http.RequestAborted);
        await signingIn.OpenAsync(person, method, http.RequestAborted);
        return "/";
    }
}
