-- Lets new requests wait. The limit is kept by this proxy's clock and does not outlive it: nothing that dies can leave them waiting.
local shared = ngx.shared.state
local hold = {}
local interval = 0.02

-- Seconds; 0 ends it.
function hold.set(limit)
    if limit > 0 then
        assert(shared:set("hold", ngx.now() + limit, limit))
    else
        shared:delete("hold")
    end
end

function hold.is_on()
    return shared:get("hold") ~= nil
end

-- Seconds that are left of it; 0 when it is off, or an earlier program set it.
function hold.left()
    local limit = tonumber((shared:get("hold")))
    return limit and math.max(0, limit - ngx.now()) or 0
end

function hold.wait()
    while hold.is_on() do
        ngx.sleep(interval)
    end
end

return hold
