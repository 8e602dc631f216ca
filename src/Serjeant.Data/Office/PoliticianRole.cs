namespace Serjeant.Data;

public enum PoliticianRole
{
    Mp = 1,
    Candidate = 2,
    Councillor = 3,
}
