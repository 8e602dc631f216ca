namespace Serjeant.Mail.Lookalikes;

/// <summary>Somebody whom fraudsters like to be: an entry of <c>rules/mail/protected.yaml</c>, or one of the office's own.</summary>
/// <param name="Name">Shown to people.</param>
/// <param name="Names">What it calls itself in a sender's name; <paramref name="Name"/> is among them.</param>
/// <param name="Domains">Its domains that are watched for imitations, ASCII form, lower case; the first is the one to show.</param>
/// <param name="Also">Other domains that are its own: never called an imitation, and good for mail in its name.</param>
/// <param name="IsWord">The name is an everyday word, so it means little within a longer one.</param>
public sealed record Brand(string Name, IReadOnlyList<string> Names, IReadOnlyList<string> Domains, IReadOnlyList<string> Also, bool IsWord);
