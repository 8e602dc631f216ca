namespace Serjeant.Shell.Access;

/// <summary>
/// Marks what a page asks for by itself. It doesn't count as the person being there: an open page would otherwise keep an
/// idle session alive for ever.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class UnattendedAttribute : Attribute;
