using Serjeant.Outside.TimeStamps;

namespace Serjeant.Chapters.Team.TimeStamps;

/// <summary>
/// The authorities that offices of this installation are offered. Whoever runs it may name others with the settings
/// <c>TimeStamps:Authorities:0:Name</c> and <c>:Address</c> (as environment variables: <c>TimeStamps__Authorities__0__Name</c>).
/// Being offered switches nothing on.
/// </summary>
public sealed class SuggestedAuthorities
{
    public SuggestedAuthorities(IConfiguration settings)
    {
        var own = settings.GetSection("TimeStamps:Authorities").GetChildren().Select(Read).ToList();
        All = own.Count > 0 ? own : TimeStampAuthority.Known;
    }

    public IReadOnlyList<TimeStampAuthority> All { get; }

    /// <exception cref="InvalidOperationException">The setting is no authority: better said at the start than found out in an emergency.</exception>
    private static TimeStampAuthority Read(IConfigurationSection setting)
    {
        if (!TimeStampAuthority.TryParseAddress(setting["Address"], out var address, out var problem))
            throw new InvalidOperationException($"The setting {setting.Path}:Address is not right. {problem}.");
        return setting["Name"]?.Trim() is { Length: > 0 and <= TimeStampAuthority.LongestName } name
            ? new TimeStampAuthority(name, address)
            : throw new InvalidOperationException($"The setting {setting.Path}:Name must have 1 to {TimeStampAuthority.LongestName} characters.");
    }
}
