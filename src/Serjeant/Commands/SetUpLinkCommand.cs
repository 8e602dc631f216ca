using System.CommandLine;
using Serjeant.Chapters.SetUp;
using Serjeant.Chapters.SetUp.Start;
using Serjeant.Shell.Hosting;

namespace Serjeant.Commands;

/// <summary><c>serjeant set-up-link</c>: a link to set one more office up on this desk. Whoever can run it owns the machine.</summary>
public static class SetUpLinkCommand
{
    public static Command Create()
    {
        var arguments = new DeskArguments();
        var urls = DeskArguments.Address();
        var command = new Command("set-up-link", "Prints a link that sets a further office up. It works once, for 24 hours.") { urls };
        arguments.AddTo(command);
        command.SetAction(async (result, cancel) =>
        {
            await using var app = DeskHost.Build(arguments.Read(result) with { RunWorkers = false });
            await DeskStart.PrepareAsync(app, cancel);
            await using var scope = app.Services.CreateAsyncScope();
            var token = await scope.ServiceProvider.GetRequiredService<SetUpStarts>().FurtherAsync(cancel);
            await result.InvocationConfiguration.Output.WriteLineAsync(result.GetRequiredValue(urls).TrimEnd('/') + SetUpLinks.Start(token));
            return 0;
        });
        return command;
    }
}
