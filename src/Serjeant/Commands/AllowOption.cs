using System.CommandLine;
using Serjeant.Outside.Capture.Network;

namespace Serjeant.Commands;

/// <summary><c>--allow HOST:PORT</c>, as often as needed: the only way to a private address.</summary>
internal static class AllowOption
{
    public static Option<string[]> Create()
    {
        var option = new Option<string[]>("--allow")
        {
            Description = "HOST:PORT of a private address that captures and time-stamps may reach. For tests.",
            DefaultValueFactory = _ => [],
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => !AllowedAddress.TryParse(token.Value, out _)))
                result.AddError("--allow: give a host and a port, such as localhost:8080.");
        });
        return option;
    }

    public static IReadOnlyList<AllowedAddress> Read(ParseResult result, Option<string[]> option) =>
        [.. result.GetRequiredValue(option).Select(entry => AllowedAddress.TryParse(entry, out var allowed) ? allowed : null).OfType<AllowedAddress>()];
}
