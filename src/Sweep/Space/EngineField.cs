using System.Runtime.CompilerServices;
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

    /// <summary>Whether it is a <see cref="double"/>; else it is an <see cref="int"/>.</summary>
    public bool IsDouble => _double is not null;

    /// <summary>How far into the struct the field lies.</summary>
    public nint OffsetBytes
    {
        get
        {
            var any = default(ScenarioParameters);
            ref var start = ref Unsafe.As<ScenarioParameters, byte>(ref any);
            return _double is null
                ? Unsafe.ByteOffset(ref start, ref Unsafe.As<int, byte>(ref _int!(ref any)))
                : Unsafe.ByteOffset(ref start, ref Unsafe.As<double, byte>(ref _double(ref any)));
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
