using WalSweep.Engine;

namespace WalSweep.Sweep.Space;

/// <summary>The field of <see cref="ScenarioParameters"/> that a parameter fills.</summary>
internal sealed class EngineField
{
    private readonly DoubleField? _double;
    private readonly IntField? _int;

    public EngineField(DoubleField field) => _double = field;

    public EngineField(IntField field) => _int = field;

    public delegate ref double DoubleField(ref ScenarioParameters parameters);

    public delegate ref int IntField(ref ScenarioParameters parameters);

    /// <summary>The engine's own default.</summary>
    public double Default
    {
        get
        {
            var defaults = new ScenarioParameters();
            return _double is null ? _int!(ref defaults) : _double(ref defaults);
        }
    }

    public void Set(ref ScenarioParameters parameters, double value)
    {
        if (_double is not null)
        {
            _double(ref parameters) = value;
        }
        else
        {
            _int!(ref parameters) = (int)value;
        }
    }
}
