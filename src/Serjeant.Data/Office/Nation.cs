namespace Serjeant.Data;

/// <summary>Whose law applies: law lines are shown only for the office's own nation.</summary>
public enum Nation
{
    England = 1,
    Wales = 2,
    Scotland = 3,
    NorthernIreland = 4,
}
