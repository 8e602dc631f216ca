namespace Serjeant.EndToEnd.Tests.Support;

/// <summary>How often the program is killed in a test, and the seed that the moments are drawn from.</summary>
internal static class KillPlan
{
    public static readonly int Seed = Number("SERJEANT_KILL_SEED") ?? 20261128;
    public static readonly int Kills = Number("SERJEANT_KILLS") ?? (Environment.GetEnvironmentVariable("SERJEANT_SOAK") == "1" ? 50 : 4);

    private static int? Number(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), out var given) ? given : null;
}
