using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.SignIn;
using Serjeant.Chapters.Team.People;
using Serjeant.Data;
using Serjeant.Shell.Hosting;

namespace Serjeant.Commands;

/// <summary>
/// <c>serjeant sign-in-link EMAIL</c>: for an office whose only manager has lost every way in. It takes the old ways away and
/// prints a link to choose new ones, second step included; the ledger says so.
/// </summary>
public static class SignInLinkCommand
{
    public static Command Create()
    {
        var arguments = new DeskArguments();
        var email = new Argument<string>("email") { Description = "The person's email address." };
        var urls = DeskArguments.Address();
        var command = new Command("sign-in-link", "Takes a person's ways of signing in away and prints a link to choose new ones.") { email, urls };
        arguments.AddTo(command);
        command.SetAction(async (result, cancel) =>
        {
            await using var app = DeskHost.Build(arguments.Read(result) with { RunWorkers = false });
            await DeskStart.PrepareAsync(app, cancel);
            await using var scope = app.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<SerjeantDb>();
            var name = result.GetRequiredValue(email).Trim().ToUpperInvariant();
            var person = await db.Users.IgnoreQueryFilters().SingleOrDefaultAsync(p => p.NormalizedUserName == name, cancel);
            if (person is null)
            {
                await result.InvocationConfiguration.Error.WriteLineAsync("Nobody on this desk has that email address.");
                return 2;
            }
            db.OfficeScope = person.OfficeId;
            var reset = await scope.ServiceProvider.GetRequiredService<TeamChanges>().ResetAsync(person.OfficeId, null, person.Id, cancel);
            await result.InvocationConfiguration.Output.WriteLineAsync(result.GetRequiredValue(urls).TrimEnd('/') + SignInLinks.Join(reset.Token!));
            return 0;
        });
        return command;
    }
}
