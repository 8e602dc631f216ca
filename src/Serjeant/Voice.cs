namespace Serjeant;

/// <summary>Who judges messages.</summary>
public enum Voice
{
    /// <summary>The reviewed rules alone.</summary>
    Rules,

    /// <summary>The rules and the trained model together.</summary>
    RulesAndModel,
}
