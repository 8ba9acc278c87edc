-- wrk: POST /api/v1/referrals/:id/bed, every request for a referral and a bed that no other asks for.
local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(arguments)
  first, step = tonumber(arguments[1]), tonumber(arguments[2])
  nights = string.format('"first_night":"%s","planned_move_out_on":"%s"', arguments[3], arguments[4])
  wrk.method = "POST"
  wrk.headers["Authorization"] = "Bearer " .. arguments[5]
  wrk.headers["Content-Type"] = "application/json"
end

local function numbered(kind, number)
  local digits = string.format("%015.0f", number)
  return "00000000-0000-4000-" .. kind .. digits:sub(1, 3) .. "-" .. digits:sub(4)
end

function request()
  local this = first + number
  number = number + step
  local body = '{"bed":"' .. numbered(3, this) .. '",' .. nights .. "}"
  return wrk.format(nil, "/api/v1/referrals/" .. numbered(4, this) .. "/bed", nil, body)
end

function done(summary, latency)
  io.write(string.format("answered %d in %d us, refused %d, median %d us\n", summary.requests, summary.duration,
    summary.errors.status + summary.errors.read + summary.errors.write + summary.errors.timeout, latency:percentile(50)))
end
