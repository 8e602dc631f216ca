using System.CommandLine;

namespace Serjeant.Commands;

/// <summary>Every command of the program, in one place.</summary>
public static class RootCommandFactory
{
    private const int BadUsage = 2;

    public static RootCommand Create() => new("Serjeant, the online-safety desk for a politician's office.")
    {
        BackupCommand.Create(),
        CaptureCommand.Create(),
        CheckLinkCommand.Create(),
        CheckMailCommand.Create(),
        ServeCommand.Create(),
        ImportCommand.Create(),
        LedgerCommand.Create(),
        RecoverCommand.Create(),
        VerifyCommand.Create(),
        TriageCommand.Create(),
        SetUpLinkCommand.Create(),
        SignInLinkCommand.Create(),
    };

    /// <summary>Runs one command line. What the parser does not understand is bad usage and ends with 2, as in every command.</summary>
    public static async Task<int> RunAsync(string[] arguments, InvocationConfiguration? configuration = null, CancellationToken cancel = default)
    {
        var parsed = Create().Parse(arguments);
        var code = await parsed.InvokeAsync(configuration, cancel);
        return parsed.Errors.Count > 0 ? BadUsage : code;
    }
}
