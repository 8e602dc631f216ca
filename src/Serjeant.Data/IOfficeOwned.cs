namespace Serjeant.Data;

/// <summary>A row that belongs to one office. The <c>office</c> query filter keeps it out of every other office's sight.</summary>
public interface IOfficeOwned
{
    long OfficeId { get; }
}
