using Serjeant.Data;
using Serjeant.Moderation;
using Serjeant.Moderation.Protocols;

namespace Serjeant.Chapters.Plans;

/// <summary>The protocols that an office can start from.</summary>
public static class ProtocolTemplates
{
    private static readonly Lazy<IReadOnlyList<ProtocolTemplate>> Read = new(Shipped.Protocols);

    public static IReadOnlyList<ProtocolTemplate> All => Read.Value;

    public static ProtocolTemplate? Find(string? id) => All.FirstOrDefault(t => t.Id == id);

    /// <summary>The office's first protocol, in force at once.</summary>
    public static Data.Protocol ToProtocol(this ProtocolTemplate template, long officeId, DateTimeOffset now) => new()
    {
        OfficeId = officeId,
        Version = 1,
        Template = template.Id,
        Title = template.Title,
        Intro = template.Intro,
        CreatedAt = now,
        InForceAt = now,
        Rules = [.. template.Rules.Select(r => new ProtocolRule
        {
            OfficeId = officeId, Number = r.Number, Title = r.Title, Text = r.Text, Enabled = r.Enabled, Warning = r.Warning,
            Categories = string.Join(' ', r.Categories.Select(c => c.Id())),
        })],
    };
}
