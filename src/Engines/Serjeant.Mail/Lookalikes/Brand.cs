namespace Serjeant.Mail.Lookalikes;

/// <summary>Somebody whom fraudsters like to be: an entry of <c>rules/mail/protected.yaml</c>, or one of the office's own.</summary>
/// <param name="Name">Shown to people.</param>
/// <param name="Names">What it calls itself in a sender's name.</param>
/// <param name="Domains">Its domains that are watched for imitations, ASCII form, lower case; the first is the one to show. Empty: known by name alone.</param>
/// <param name="Also">Other domains that are its own: never called an imitation, and good for mail in its name.</param>
/// <param name="Tenants">Of its domains those below which customers choose their names: what stands in front may imitate somebody.</param>
/// <param name="IsWord">The domain's name is an everyday word, so it means little within a longer one.</param>
/// <param name="IsPublic">People write about it: its name says something only where a sender bears it.</param>
/// <param name="IsOffice">One of the office's own: its imitations are the worst.</param>
public sealed record Brand(
    string Name, IReadOnlyList<string> Names, IReadOnlyList<string> Domains, IReadOnlyList<string> Also, IReadOnlyList<string> Tenants, bool IsWord, bool IsPublic, bool IsOffice = false)
{
    /// <summary>All domains that are its own.</summary>
    public IEnumerable<string> Own => Domains.Concat(Also).Concat(Tenants).Distinct(StringComparer.Ordinal);
}
