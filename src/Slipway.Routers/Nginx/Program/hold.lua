-- Lets new requests wait. The limit is kept by this proxy's clock and does not outlive it: nothing that dies can leave them waiting.
local shared = ngx.shared.state
local hold = {}
local interval = 0.02

-- Seconds; 0 ends it.
function hold.set(limit)
    if limit > 0 then
        assert(shared:set("hold", true, limit))
    else
        shared:delete("hold")
    end
end

function hold.is_on()
    return shared:get("hold") == true
end

function hold.wait()
    while hold.is_on() do
        ngx.sleep(interval)
    end
end

return hold
