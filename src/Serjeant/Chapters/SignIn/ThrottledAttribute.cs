namespace Serjeant.Chapters.SignIn;

/// <summary>What is posted here counts towards the limit of <see cref="SignInThrottle"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ThrottledAttribute : Attribute;
