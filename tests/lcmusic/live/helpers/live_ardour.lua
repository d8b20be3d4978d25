-- Ardour without a window: a session at 120 BPM that sends MIDI clock and can loop over its third bar.
-- The first line of the input is the session's folder; each one after it is Lua that is run.
AudioEngine:set_backend("JACK", "ardour", "")
ARDOUR.config():set_send_midi_clock(true)
local folder = io.read()

-- A loop cannot be made from Lua, so it is written into the file of an empty session. A second has 282,240,000
-- superclocks, and a bar two seconds.
create_session(folder, "song", 48000)
close_session()
local path = folder .. "/song.ardour"
local file = io.open(path)
local state = file:read("a")
file:close()
local loop = '<Location id="9001" name="Loop" start="a1128960000" end="a1693440000" flags="IsAutoLoop" locked="0"/>'
file = io.open(path, "w")
file:write((state:gsub("<Locations/>", "<Locations>" .. loop .. "</Locations>")))
file:close()
local session = load_session(folder, "song")

local BAR = 96000
local asked = ARDOUR.TransportRequestSource.TRS_UI
local disposition = ARDOUR.LocateTransportDisposition

function roll() session:request_roll(asked) end
function stop() session:request_stop(false, false, asked) end
function locate(bar) session:request_locate(math.floor(bar * BAR), false, disposition.MustStop, asked) end
function jump(bar) session:request_locate(math.floor(bar * BAR), false, disposition.MustRoll, asked) end
function loop_on() session:request_play_loop(true, false) end
function loop_off() session:request_play_loop(false, false) end

io.open(folder .. "/ready", "w"):close() -- ports that were there before belonged to the empty session

for line in io.lines() do
  assert(load(line))()
end
