namespace Serjeant.Chapters.Checks.Looks;

/// <summary>The button that has a link opened and looked at.</summary>
/// <param name="Action">Where the form goes.</param>
/// <param name="Field">What its hidden field is called.</param>
/// <param name="Value">The link, or its number among those of a message.</param>
/// <param name="Personal">The part of it that seems to be made for one receiver.</param>
public sealed record LookFormView(string Action, string Field, string Value, string? Personal);
