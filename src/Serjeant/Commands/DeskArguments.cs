using System.CommandLine;
using Serjeant.Shell.Hosting;

namespace Serjeant.Commands;

/// <summary>The options that every command shares which opens the desk's data.</summary>
public sealed class DeskArguments
{
    private readonly Option<DirectoryInfo> data = new("--data")
    {
        Description = "The folder that holds the database, the evidence and the keys.",
        DefaultValueFactory = _ => new DirectoryInfo("data"),
    };

    private readonly Option<string?> database = new("--db")
    {
        Description = "A PostgreSQL connection string. Without it the desk uses SQLite in the data folder.",
    };

    /// <summary>Where people reach the desk, for a command that prints a link.</summary>
    public static Option<string> Address() => new("--urls")
    {
        Description = "The address that people open the desk at, such as https://desk.example.org.",
        DefaultValueFactory = _ => new DeskOptions("", null).Urls,
    };

    public void AddTo(Command command)
    {
        command.Options.Add(data);
        command.Options.Add(database);
    }

    /// <param name="demo">The demonstration keeps to a folder of its own, so that it never stands in a real office's place.</param>
    public DeskOptions Read(ParseResult result, bool demo = false)
    {
        var said = result.GetResult(data) is { Implicit: false };
        var folder = demo && !said ? new DirectoryInfo("data-demo") : result.GetRequiredValue(data);
        return new DeskOptions(folder.FullName, result.GetValue(database));
    }
}
